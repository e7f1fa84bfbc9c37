//! The documentation's command lines, as they are printed there.

use crate::*;

#[test]
fn the_documents_command_prints_the_documents_answer_in_every_shell() {
    let folder = Path::new(SEAM).parent().unwrap().to_str().unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    for shell in [&["bash"][..], &["dash"], &["busybox", "sh"]] {
        // bash is everywhere that this runs; the others may not be.
        if shell != ["bash"] && command(shell[0]).arg("--help").output().is_err() {
            println!("skipped: there is no {}", shell[0]);
            continue;
        }
        let mock = Mock::answering(200, DOCUMENT_ANSWER);
        let output = command(shell[0])
            .args(&shell[1..])
            .args(["-c", DOCUMENT_COMMAND])
            .env("PATH", &path)
            .env("SEAM_API_KEY", API_KEY)
            .env("SEAM_ENDPOINT", mock.url())
            .output()
            .unwrap();
        assert_eq!(parts(&output), (0, DOCUMENT_OUTPUT, ""), "{shell:?}");
        let body: Value = serde_json::from_str(&mock.request().body).unwrap();
        assert_eq!(
            body,
            json!({
                "user_identifier_key": "jane_doe",
                "connect_webview_ids": ["5e297cfe-23df-4638-bb87-08c4f0f8233b"],
                "connected_account_ids": ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],
                "user_identity_id": "71ff7f71-2cf4-458a-8db4-6ad539c8b66a",
                "expires_at": "2025-06-18T06:10:42.000Z",
            })
        );
    }
}
