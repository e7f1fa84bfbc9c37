//! The actions on devices, and `/action_attempts`, which report their results.

use serde_json::{Value, json};

use super::State;
use super::devices::{merge, no_such_device};
use super::endpoints::{Call, Refusal, invalid, refuse};
use super::lists::page;

/// An action that a device was told to perform.
pub struct Attempt {
    /// As a response has it.
    value: Value,
    device_id: Value,
    /// The number of the request by which it is done.
    due: usize,
    effect: Effect,
}

/// What an action changes when it is done.
#[derive(Clone)]
pub enum Effect {
    /// Properties of the device, and the event that reports the change, if any.
    Properties(Value, Option<&'static str>),
    /// Sets an access code on the device.
    SetCode(Value),
    /// Removes an access code.
    RemoveCode(Value),
}

/// The path, the type of the action attempt, the capability that the device must have, and the event.
const ACTIONS: [(&str, &str, &str, Option<&str>); 9] = [
    ("/locks/configure_auto_lock", "CONFIGURE_AUTO_LOCK", "can_configure_auto_lock", None),
    ("/locks/lock_door", "LOCK_DOOR", "can_remotely_lock", Some("lock.locked")),
    ("/locks/unlock_door", "UNLOCK_DOOR", "can_remotely_unlock", Some("lock.unlocked")),
    ("/thermostats/cool", "SET_HVAC_MODE", "can_hvac_cool", None),
    ("/thermostats/heat", "SET_HVAC_MODE", "can_hvac_heat", None),
    ("/thermostats/heat_cool", "SET_HVAC_MODE", "can_hvac_heat_cool", None),
    ("/thermostats/off", "SET_HVAC_MODE", "can_turn_off_hvac", None),
    ("/thermostats/set_fan_mode", "SET_FAN_MODE", "can_turn_off_hvac", None),
    ("/thermostats/set_hvac_mode", "SET_HVAC_MODE", "can_turn_off_hvac", None),
];

impl State {
    /// Begins the action of the path.
    pub fn act(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let found = ACTIONS.iter().find(|(path, ..)| *path == call.path);
        let (_, kind, capability, event) = *found.expect("an endpoint is an action");
        let index = self.device(call)?;
        if self.devices[index][capability] != true {
            return no_such_device();
        }
        let effect = Effect::Properties(change(call)?, event);
        Ok(json!({ "action_attempt": self.attempt(kind, index, effect) }))
    }

    pub fn get_attempt(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let id = &call.parameters["action_attempt_id"];
        let found = self.attempts.iter().find(|attempt| {
            attempt.value["action_attempt_id"] == *id
                && self.sees_device_id(call, &attempt.device_id)
        });
        match found {
            Some(attempt) => Ok(json!({ "action_attempt": attempt.value })),
            None => refuse(404, "action_attempt_not_found", "action_attempt not found"),
        }
    }

    pub fn list_attempts(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let attempts = self.attempts.iter().map(|attempt| {
            let mut value = attempt.value.clone();
            value["device_id"] = attempt.device_id.clone();
            value
        });
        let mut response = page("action_attempts", attempts.collect(), call)?;
        for attempt in response["action_attempts"].as_array_mut().expect("a list") {
            // Only `page` needs it, for the filter `device_id`.
            attempt.as_object_mut().expect("an object").remove("device_id");
        }
        Ok(response)
    }

    /// Begins an attempt at the device with this index. A device that is online takes two more requests.
    pub fn attempt(&mut self, kind: &str, index: usize, effect: Effect) -> Value {
        let device = &self.devices[index];
        let delay = if device["properties"]["online"] == true { 3 } else { 1 };
        let device_id = device["device_id"].clone();
        let value = json!({
            "action_attempt_id": self.new_id("3f2b1c8d"),
            "action_type": kind,
            "status": "pending",
            "error": null,
            "result": null,
        });
        let due = self.requests + delay;
        self.attempts.push(Attempt { value: value.clone(), device_id, due, effect });
        value
    }

    /// Ends the attempts that are due.
    pub fn settle(&mut self) {
        for place in 0..self.attempts.len() {
            let attempt = &self.attempts[place];
            if attempt.due > self.requests || attempt.value["status"] != "pending" {
                continue;
            }
            let is_same = |device: &Value| device["device_id"] == attempt.device_id;
            let index = self.devices.iter().position(is_same).expect("a device of the fake");
            let effect = attempt.effect.clone();
            let online = self.devices[index]["properties"]["online"] == true;
            let outcome = if online {
                let id = attempt.value["action_attempt_id"].clone();
                json!({ "status": "success", "result": self.take_effect(effect, index, &id) })
            } else {
                self.fail(effect);
                let error = json!({ "type": "device_offline", "message": "The lock is offline" });
                json!({ "status": "error", "error": error })
            };
            merge(&mut self.attempts[place].value, &outcome);
        }
    }

    /// Applies the effect, and returns the attempt's result.
    fn take_effect(&mut self, effect: Effect, index: usize, attempt_id: &Value) -> Value {
        match effect {
            Effect::Properties(changes, event) => {
                merge(&mut self.devices[index]["properties"], &changes);
                let Some(event) = event else { return json!({}) };
                let fields = json!({ "method": "remote", "action_attempt_id": attempt_id });
                self.device_event(event, index, fields);
                json!({ "was_confirmed_by_device": true })
            }
            Effect::SetCode(id) => json!({ "access_code": self.set_on_device(&id, index) }),
            Effect::RemoveCode(id) => {
                self.remove_from_device(&id, index);
                json!({})
            }
        }
    }

    fn fail(&mut self, effect: Effect) {
        if let Effect::SetCode(id) | Effect::RemoveCode(id) = effect {
            self.report_offline(&id);
        }
    }
}

/// The changes that an action makes to a device's properties.
fn change(call: &Call<'_>) -> Result<Value, Refusal> {
    let Call { path, parameters, .. } = call;
    let mode = match *path {
        "/locks/unlock_door" => return Ok(json!({ "locked": false })),
        "/locks/lock_door" => return Ok(json!({ "locked": true })),
        "/locks/configure_auto_lock" => {
            let mut changes = parameters.clone();
            changes.as_object_mut().expect("checked before").remove("device_id");
            return Ok(changes);
        }
        "/thermostats/set_fan_mode" => {
            let mode = [&parameters["fan_mode_setting"], &parameters["fan_mode"]];
            let mode = mode.into_iter().find(|mode| mode.is_string());
            let mode = mode.ok_or_else(|| invalid("fan_mode_setting", "Required"))?;
            let setting = json!({ "fan_mode_setting": mode });
            return Ok(json!({ "fan_mode_setting": mode, "current_climate_setting": setting }));
        }
        "/thermostats/set_hvac_mode" => parameters["hvac_mode_setting"].as_str().expect("required"),
        path => path.trim_start_matches("/thermostats/"),
    };
    let mut setting = json!({ "hvac_mode_setting": mode });
    for what in ["heating", "cooling"] {
        let names = ["celsius", "fahrenheit"].map(|unit| format!("{what}_set_point_{unit}"));
        let [celsius, fahrenheit] = names.each_ref().map(|name| parameters[name].as_f64());
        if celsius.or(fahrenheit).is_some() && !mode.contains(what.trim_end_matches("ing")) {
            return Err(invalid(&names[0], &format!("No set point of this kind in mode '{mode}'")));
        }
        let celsius = celsius.or_else(|| fahrenheit.map(|degrees| (degrees - 32.0) / 1.8));
        setting[&names[0]] = celsius.into();
        setting[&names[1]] = celsius.map(|degrees| degrees * 1.8 + 32.0).into();
    }
    Ok(json!({ "current_climate_setting": setting }))
}
