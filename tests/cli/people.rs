//! Output for people: help, tables, and no control characters.

mod completion;
mod help;
mod terminal;
