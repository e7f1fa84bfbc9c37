//! A mockito server that records every request, and responds to it with what a function returns.

use std::sync::{Arc, Mutex};

pub use fake_seam::http::{Request, Response};

pub struct Mock {
    server: mockito::ServerGuard,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Mock {
    /// Sends the same response to every request.
    pub fn always(status: usize, body: &str) -> Self {
        let response = Response { status, request_id: "request-1".into(), body: body.to_owned() };
        Self::start(move |_| response.clone())
    }

    pub fn start(respond: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        // mockito calls for the status first, then for the headers, then for the body, and handles no other request in
        // between.
        let current = Arc::new(Mutex::new(None));
        let (for_header, for_body) = (current.clone(), current.clone());
        let current_response = |current: &Mutex<Option<Response>>| {
            current.lock().unwrap().clone().expect("the status comes first")
        };

        let mut server = mockito::Server::new();
        server
            .mock("POST", mockito::Matcher::Any)
            .with_status_code_from_request(move |request| {
                let request = read(request);
                let response = respond(&request);
                let status = response.status;
                seen.lock().unwrap().push(request);
                *current.lock().unwrap() = Some(response);
                status
            })
            .with_header("content-type", "application/json")
            .with_header_from_request("seam-request-id", move |_| {
                current_response(&for_header).request_id
            })
            .with_body_from_request(move |_| current_response(&for_body).body.into_bytes())
            .create();
        Self { server, requests }
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The only request that came.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}

fn read(request: &mockito::Request) -> Request {
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    headers.sort();
    Request {
        method: request.method().to_owned(),
        path: request.path_and_query().to_owned(),
        headers,
        body: request.utf8_lossy_body().expect("a body").into_owned(),
    }
}
