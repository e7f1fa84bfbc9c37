//! `/devices`, and the devices that `/locks` and `/thermostats` list.

use serde_json::{Value, json};

use super::State;
use super::endpoints::{Call, Refusal, refuse};
use super::lists::page;

pub fn all() -> Vec<Value> {
    serde_json::from_str(include_str!("devices.json")).expect("JSON")
}

impl State {
    pub fn list_devices(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let capability = match call.path {
            "/locks/list" => "lock",
            "/thermostats/list" => "thermostat",
            _ => "",
        };
        let is_listed = |device: &&Value| {
            let capabilities = device["capabilities_supported"].as_array().expect("a list");
            self.sees_device(call, device)
                && (capability.is_empty() || capabilities.iter().any(|it| it == capability))
        };
        let devices = self.devices.iter().filter(is_listed).cloned().collect();
        let mut response = page("devices", devices, call)?;
        if !capability.is_empty() {
            response[format!("{capability}s")] = response["devices"].clone();
            response.as_object_mut().expect("an object").remove("pagination");
        }
        Ok(response)
    }

    pub fn get_device(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let Call { parameters, .. } = call;
        let device = self.devices.iter().find(|device| {
            self.sees_device(call, device)
                && ["device_id", "name"].iter().all(|name| {
                    parameters[name].is_null()
                        || device[if *name == "name" { "display_name" } else { name }]
                            == parameters[name]
                })
        });
        match (device, call.path) {
            (None, _) => no_such_device(),
            (Some(device), "/locks/get") => Ok(json!({ "lock": device, "device": device })),
            (Some(device), _) => Ok(json!({ "device": device })),
        }
    }

    pub fn update_device(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.device(call)?;
        let device = &mut self.devices[index];
        let Call { parameters, .. } = call;
        for name in [parameters.get("name"), parameters["properties"].get("name")] {
            merge(device, &name.map_or(Value::Null, |name| json!({ "nickname": name })));
        }
        let name = device.get("nickname").or_else(|| device["properties"].get("name"));
        device["display_name"] = name.expect("a name").clone();
        for name in ["is_managed", "backup_access_code_pool_enabled"] {
            if let Some(value) = parameters.get(name) {
                let of =
                    if name == "is_managed" { &mut *device } else { &mut device["properties"] };
                of[name] = value.clone();
            }
        }
        merge(&mut device["custom_metadata"], &parameters["custom_metadata"]);
        Ok(json!({}))
    }

    pub fn simulate_connection(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.device(call)?;
        let online = call.path.ends_with("/connect");
        let errors = if online { Vec::new() } else { vec![self.offline()] };
        let device = &mut self.devices[index];
        device["properties"]["online"] = online.into();
        device["errors"] = errors.into();
        self.connection_event(index);
        Ok(json!({}))
    }

    /// The error of a device that is offline, or of an access code for it.
    pub fn offline(&self) -> Value {
        json!({
            "error_code": "device_offline",
            "is_device_error": true,
            "message": "The device is offline",
            "created_at": self.now(),
        })
    }

    /// The index of the device that the parameters name.
    pub fn device(&self, call: &Call<'_>) -> Result<usize, Refusal> {
        let is_it = |device: &Value| {
            device["device_id"] == call.parameters["device_id"] && self.sees_device(call, device)
        };
        self.devices.iter().position(is_it).map_or_else(no_such_device, Ok)
    }

    fn sees_device(&self, call: &Call<'_>, device: &Value) -> bool {
        device["is_managed"] == true
            && self.sees_account(&call.caller, &device["connected_account_id"])
    }

    /// Whether the caller can see the device with this ID.
    pub fn sees_device_id(&self, call: &Call<'_>, device_id: &Value) -> bool {
        let is_it = |device: &&Value| device["device_id"] == *device_id;
        self.devices.iter().find(is_it).is_some_and(|device| self.sees_device(call, device))
    }
}

pub fn no_such_device<T>() -> Result<T, Refusal> {
    refuse(404, "device_not_found", "Device not found")
}

/// Sets the fields in `changes`, and removes those that are null there.
pub fn merge(object: &mut Value, changes: &Value) {
    for (name, change) in changes.as_object().into_iter().flatten() {
        match change {
            Value::Null => drop(object.as_object_mut().expect("an object").remove(name)),
            Value::Object(_) if object[name].is_object() => merge(&mut object[name], change),
            _ => object[name] = change.clone(),
        }
    }
}
