//! `/connect_webviews`: where a user connects an account.

use serde_json::{Value, json};

use super::devices::merge;
use super::endpoints::{Call, Refusal, refuse};
use super::lists::page;
use super::{CLIMATE_ACCOUNT, State, WORKSPACE_ID};

impl State {
    pub fn create_webview(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let id = self.new_id("5c2f8e1a");
        let mut webview = json!({
            "connect_webview_id": id,
            "workspace_id": WORKSPACE_ID,
            "created_at": self.now(),
            "url": format!(
                "https://connect.getseam.com/connect_webviews/view?connect_webview_id={id}\
                 &auth_token=fake_auth_token"
            ),
            "status": "pending",
            "login_successful": false,
            "authorized_at": null,
            "connected_account_id": null,
            "selected_provider": null,
            "accepted_capabilities": [],
            "accepted_devices": [],
            "accepted_providers": [],
            "any_device_allowed": true,
            "any_provider_allowed": call.parameters["accepted_providers"].is_null(),
            "automatically_manage_new_devices": true,
            "custom_metadata": {},
            "custom_redirect_url": null,
            "custom_redirect_failure_url": null,
            "device_selection_mode": "none",
            "wait_for_device_creation": false,
        });
        // All parameters but the two that choose the providers to show.
        let mut requested = call.parameters.clone();
        for name in ["excluded_providers", "provider_category"] {
            requested.as_object_mut().expect("checked before").remove(name);
        }
        merge(&mut webview, &requested);
        self.give_webview(&call.caller, &webview["connect_webview_id"]);
        self.connect_webviews.push(webview.clone());
        Ok(json!({ "connect_webview": webview }))
    }

    pub fn get_webview(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.webview(call)?;
        Ok(json!({ "connect_webview": self.connect_webviews[index] }))
    }

    pub fn list_webviews(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let webviews = self.connect_webviews.iter();
        let seen = webviews.filter(|it| self.sees_webview(&call.caller, &it["connect_webview_id"]));
        page("connect_webviews", seen.cloned().collect(), call)
    }

    pub fn delete_webview(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.webview(call)?;
        self.connect_webviews.remove(index);
        Ok(json!({}))
    }

    pub fn sign_in(&mut self, connect_webview_id: &str) {
        let now = self.now();
        let mut webviews = self.connect_webviews.iter_mut();
        let webview = webviews.find(|it| it["connect_webview_id"] == connect_webview_id);
        let changes = json!({
            "status": "authorized",
            "login_successful": true,
            "authorized_at": now,
            "connected_account_id": CLIMATE_ACCOUNT,
            "selected_provider": "ecobee",
        });
        merge(webview.expect("a Connect Webview of the fake"), &changes);
        self.give_account(&connect_webview_id.into(), CLIMATE_ACCOUNT);
        let fields = json!({ "connect_webview_id": connect_webview_id });
        for kind in ["connect_webview.login_succeeded", "connected_account.connected"] {
            self.event(kind, CLIMATE_ACCOUNT, fields.clone());
        }
    }

    /// The index of the Connect Webview that the parameters name.
    fn webview(&self, call: &Call<'_>) -> Result<usize, Refusal> {
        let id = &call.parameters["connect_webview_id"];
        let is_it = |webview: &Value| {
            webview["connect_webview_id"] == *id && self.sees_webview(&call.caller, id)
        };
        match self.connect_webviews.iter().position(is_it) {
            Some(index) => Ok(index),
            None => refuse(404, "connect_webview_not_found", "Connect webview not found"),
        }
    }
}
