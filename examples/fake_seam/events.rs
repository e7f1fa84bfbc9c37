//! `/events`: what happened to devices and accounts.

use serde_json::{Value, json};

use super::devices::merge;
use super::endpoints::{Call, Refusal, invalid, refuse};
use super::lists::{limit, wanted};
use super::{CLIMATE_ACCOUNT, LOCKS_ACCOUNT, State, WORKSPACE_ID};

impl State {
    pub fn list_events(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let Call { parameters, .. } = call;
        if let Value::Array(ends) = &parameters["between"] {
            if ends.len() != 2 {
                return Err(invalid("between", "Array must contain exactly 2 element(s)"));
            }
        }
        let limit = limit(parameters)?;
        let events = self.events.iter().filter(|event| {
            self.sees_account(&call.caller, &event["connected_account_id"])
                && wanted(event, parameters)
        });
        let events: Vec<_> = events.take(limit).collect();
        Ok(json!({ "events": events }))
    }

    /// Gets the newest event that matches the parameters.
    pub fn get_event(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let event = self.events.iter().rev().find(|event| {
            self.sees_account(&call.caller, &event["connected_account_id"])
                && wanted(event, &call.parameters)
        });
        match event {
            Some(event) => Ok(json!({ "event": event })),
            None => refuse(404, "event_not_found", "Event not found"),
        }
    }

    /// Records an event. `fields` are those that not every event has.
    pub fn event(&mut self, kind: &str, account: &str, fields: Value) {
        let now = self.now();
        let mut event = json!({
            "event_id": self.new_id("9e1d7c4b"),
            "event_type": kind,
            "workspace_id": WORKSPACE_ID,
            "connected_account_id": account,
            "created_at": now,
            "occurred_at": now,
        });
        merge(&mut event, &fields);
        self.events.push(event);
    }

    /// Records an event of the device with this index.
    pub fn device_event(&mut self, kind: &str, index: usize, fields: Value) {
        let device = &self.devices[index];
        let account = device["connected_account_id"].as_str().expect("an ID").to_owned();
        let mut all = json!({ "device_id": device["device_id"] });
        merge(&mut all, &fields);
        self.event(kind, &account, all);
    }

    /// Records that the device with this index is online, or offline.
    pub fn connection_event(&mut self, index: usize) {
        let device = &self.devices[index];
        if device["properties"]["online"] == true {
            return self.device_event("device.connected", index, json!({}));
        }
        let mut errors = device["errors"].clone();
        for error in errors.as_array_mut().expect("a list") {
            error.as_object_mut().expect("an object").remove("is_device_error");
        }
        let fields = json!({
            "error_code": "device_disconnected",
            "device_errors": errors,
            "device_warnings": [],
            "connected_account_errors": [],
            "connected_account_warnings": [],
        });
        self.device_event("device.disconnected", index, fields);
    }

    /// Records the events from before the first request.
    pub fn first_events(&mut self) {
        for account in [LOCKS_ACCOUNT, CLIMATE_ACCOUNT] {
            self.event("connected_account.connected", account, json!({}));
        }
        for index in 0..self.devices.len() {
            self.connection_event(index);
        }
    }
}
