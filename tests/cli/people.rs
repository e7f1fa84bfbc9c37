//! What a person sees: help, tables, nothing that a terminal obeys.

mod completion;
mod help;
mod terminal;
