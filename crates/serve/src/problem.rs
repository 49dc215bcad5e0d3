//! What goes wrong, as `application/problem+json`: a stable code, what happened, and what to do about it.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casus_ledger::Error;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request has no answer.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    code: &'static str,
    detail: String,
    hint: String,
}

/// The answer to a request that has none.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody<'p> {
    /// A name for what went wrong that stays the same: `urn:casus:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What went wrong, in general.
    title: String,
    /// The status of the answer.
    status: u16,
    /// A word by which programs can tell it.
    code: &'p str,
    /// What went wrong with this request.
    detail: &'p str,
    /// What to do about it.
    hint: &'p str,
}

impl Problem {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem {
            status,
            code,
            detail: detail.into(),
            hint: hint.into(),
        }
    }

    /// The request asks for something that makes no sense.
    pub(crate) fn asked(
        code: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, code, detail, hint)
    }

    pub(crate) fn missing(what: &str, id: &str) -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "not-found",
            format!("there is no {what} `{id}`"),
            format!(
                "take the id from a list of the API; write / as %2F and # as %23 in it; what is asked for by {what} must be in the ledger"
            ),
        )
    }

    pub(crate) fn busy() -> Problem {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "there are more requests than can be answered now",
            "try again in a few seconds",
        )
    }

    pub(crate) fn too_long() -> Problem {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too-long",
            "the answer took too long",
            "ask for a shorter stretch of time, or for less at once",
        )
    }

    /// Something that should not be.
    pub(crate) fn internal(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            detail,
            "this is a fault of the program; please report it",
        )
    }

    fn body(&self) -> ProblemBody<'_> {
        ProblemBody {
            kind: format!("urn:casus:problem:{}", self.code),
            title: self.code.replace('-', " "),
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
            hint: &self.hint,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::Question(text) => {
                let (detail, hint) = text.split_once("; ").unwrap_or((&text, ""));
                let hint = match hint {
                    "" => "see /api/questions for what can be asked",
                    hint => hint,
                };
                Problem::asked("bad-question", detail, hint)
            }
            Error::Interrupted => Problem::too_long(),
            Error::Busy { .. } => Problem::busy(),
            other => Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "ledger",
                other.to_string(),
                "the ledger cannot be read; look at its file",
            ),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let bytes = serde_json::to_vec(&self.body()).unwrap_or_default();
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE
            || self.status == StatusCode::TOO_MANY_REQUESTS
        {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}
