//! `/access_codes`: PINs on locks.

use serde_json::{Value, json};

use super::actions::Effect;
use super::devices::{merge, no_such_device};
use super::endpoints::{Call, Refusal, invalid, refuse};
use super::lists::page;
use super::{State, WORKSPACE_ID};

/// For each kind of change that an update makes: its pending mutation, and the fields that it changes.
const UPDATES: [(&str, &[&str]); 3] = [
    ("updating_code", &["code"]),
    ("updating_name", &["name"]),
    ("updating_time_frame", &["starts_at", "ends_at"]),
];

impl State {
    pub fn create_code(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let Call { parameters, .. } = call;
        let index = self.device(call)?;
        if self.devices[index]["can_program_online_access_codes"] != true {
            return no_such_device();
        }
        let id = self.new_id("7a4c9b2e");
        let length = parameters["preferred_code_length"].as_f64().unwrap_or(4.0) as usize;
        let is_free = |pin: &String| self.access_codes.iter().all(|code| code["code"] != *pin);
        let pin = (4821..).map(|pin| format!("{pin:0length$}")).find(is_free);
        let mut code = json!({
            "access_code_id": id,
            "workspace_id": WORKSPACE_ID,
            "device_id": parameters["device_id"],
            "name": parameters["name"],
            "code": parameters["code"].as_str().map_or(pin, |pin| Some(pin.to_owned())),
            "common_code_key": parameters["common_code_key"],
            "type": "ongoing",
            "status": "setting",
            "created_at": self.now(),
            "is_managed": true,
            "is_backup": false,
            "is_backup_access_code_available": parameters["use_backup_access_code_pool"] == true,
            "is_external_modification_allowed": parameters["is_external_modification_allowed"] == true,
            "is_offline_access_code": parameters["is_offline_access_code"] == true,
            "is_one_time_use": parameters["is_one_time_use"] == true,
            "is_scheduled_on_device": false,
            "is_waiting_for_code_assignment": false,
            "pulled_backup_access_code_id": null,
            "pending_mutations": [self.mutation("creating")],
            "errors": [],
            "warnings": [],
        });
        set_time_frame(&mut code, parameters);
        self.check_duplicate(&code)?;
        self.access_codes.push(code.clone());
        self.device_event("access_code.created", index, json!({ "access_code_id": id }));
        let attempt = self.attempt("CREATE_ACCESS_CODE", index, Effect::SetCode(id.into()));
        Ok(json!({ "access_code": code, "action_attempt": attempt }))
    }

    pub fn get_code(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let place = self.code(call)?;
        Ok(json!({ "access_code": self.access_codes[place] }))
    }

    pub fn list_codes(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let codes = self.access_codes.iter().filter(|code| self.sees_code(call, code));
        page("access_codes", codes.cloned().collect(), call)
    }

    pub fn update_code(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let Call { parameters, .. } = call;
        let place = self.code(call)?;
        let before = self.access_codes[place].clone();
        let mut code = before.clone();
        for name in ["name", "code", "is_managed", "is_external_modification_allowed"] {
            if let Some(value) = parameters.get(name) {
                code[name] = value.clone();
            }
        }
        set_time_frame(&mut code, parameters);
        self.check_duplicate(&code)?;
        for (kind, names) in UPDATES {
            if names.iter().all(|name| before[name] == code[name]) {
                continue;
            }
            let mut mutation = self.mutation(kind);
            for name in names {
                mutation["from"][name] = before[name].clone();
                mutation["to"][name] = code[name].clone();
            }
            code["pending_mutations"].as_array_mut().expect("a list").push(mutation);
        }
        code["status"] = "setting".into();
        let id = code["access_code_id"].clone();
        let index = self.device_of(&code);
        self.access_codes[place] = code;
        self.device_event("access_code.changed", index, json!({ "access_code_id": id }));
        let attempt = self.attempt("UPDATE_ACCESS_CODE", index, Effect::SetCode(id));
        Ok(json!({ "action_attempt": attempt }))
    }

    pub fn delete_code(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let place = self.code(call)?;
        let mutation = self.mutation("deleting");
        let code = &mut self.access_codes[place];
        merge(code, &json!({ "status": "removing", "pending_mutations": [mutation] }));
        let id = code["access_code_id"].clone();
        let index = self.device_of(&self.access_codes[place]);
        let attempt = self.attempt("DELETE_ACCESS_CODE", index, Effect::RemoveCode(id));
        Ok(json!({ "action_attempt": attempt }))
    }

    /// Marks the code as set on the device, and returns it.
    pub fn set_on_device(&mut self, id: &Value, index: usize) -> Value {
        let Some(code) = self.code_by_id(id) else { return Value::Null };
        if code["status"] == "setting" {
            merge(code, &json!({ "status": "set", "pending_mutations": [], "errors": [] }));
        }
        let code = code.clone();
        let fields = json!({ "access_code_id": id, "code": code["code"] });
        self.device_event("access_code.set_on_device", index, fields);
        code
    }

    pub fn remove_from_device(&mut self, id: &Value, index: usize) {
        let Some(code) = self.code_by_id(id) else { return };
        let fields = json!({ "access_code_id": id, "code": code["code"] });
        self.access_codes.retain(|code| code["access_code_id"] != *id);
        self.device_event("access_code.deleted", index, fields);
    }

    /// Reports that the code's device is offline.
    pub fn report_offline(&mut self, id: &Value) {
        let error = self.offline();
        if let Some(code) = self.code_by_id(id) {
            code["errors"] = json!([error]);
        }
    }

    fn code_by_id(&mut self, id: &Value) -> Option<&mut Value> {
        self.access_codes.iter_mut().find(|code| code["access_code_id"] == *id)
    }

    /// The index of the code that the parameters name.
    fn code(&self, call: &Call<'_>) -> Result<usize, Refusal> {
        let Call { parameters, .. } = call;
        let by_id = !parameters["access_code_id"].is_null();
        if !by_id && parameters["code"].is_null() {
            return Err(invalid("code", "Required"));
        }
        let names: &[_] =
            if by_id { &["access_code_id", "device_id"] } else { &["device_id", "code"] };
        let is_it = |code: &Value| {
            let same = |name: &&str| parameters[name].is_null() || parameters[name] == code[name];
            names.iter().all(same) && self.sees_code(call, code)
        };
        match self.access_codes.iter().position(is_it) {
            Some(place) => Ok(place),
            None => {
                let message = "Could not find an access_code with device_id or access_code_id";
                refuse(404, "access_code_not_found", message)
            }
        }
    }

    fn sees_code(&self, call: &Call<'_>, code: &Value) -> bool {
        code["is_managed"] == true && self.sees_device_id(call, &code["device_id"])
    }

    /// The index of a code's device.
    fn device_of(&self, code: &Value) -> usize {
        let mut devices = self.devices.iter();
        devices
            .position(|device| device["device_id"] == code["device_id"])
            .expect("the device of the code")
    }

    /// Refuses a PIN that the lock already has.
    fn check_duplicate(&self, new: &Value) -> Result<(), Refusal> {
        let is_same = |code: &Value| {
            code["access_code_id"] != new["access_code_id"]
                && ["device_id", "code"].iter().all(|name| code[name] == new[name])
        };
        if !self.access_codes.iter().any(is_same) {
            return Ok(());
        }
        let text = |name| new[name].as_str().unwrap_or("undefined");
        let [code, name] = ["code", "name"].map(text);
        let message = format!("Cannot set duplicate access code {code} named {name}");
        refuse(409, "duplicate_access_code", &message)
    }

    fn mutation(&self, kind: &str) -> Value {
        let message = "The change is on its way to the device";
        json!({ "mutation_code": kind, "message": message, "created_at": self.now() })
    }
}

/// A code with a time is `time_bound`; one that becomes `ongoing` loses both times.
fn set_time_frame(code: &mut Value, parameters: &Value) {
    for name in ["starts_at", "ends_at"] {
        if let Some(time) = parameters.get(name) {
            code[name] = time.clone();
            code["type"] = "time_bound".into();
        }
    }
    if parameters["type"] == "ongoing" {
        merge(code, &json!({ "type": "ongoing", "starts_at": null, "ends_at": null }));
    }
}
