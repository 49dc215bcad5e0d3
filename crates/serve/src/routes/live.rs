//! `/api/live`: tells when the ledger has grown, as server-sent events.

use super::{App, Given};
use crate::problem::Problem;
use crate::shared::News;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::Frame;
use serde::Serialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};
use utoipa::ToSchema;

/// A word that the line still stands is sent so often.
const PULSE: Duration = Duration::from_secs(15);

/// What is new.
#[derive(Serialize, ToSchema)]
struct Added {
    /// How many documents there are now.
    documents: i64,
    /// How many claims.
    claims: i64,
    /// The last day from which anything is known.
    last: Option<String>,
}

/// Server-sent events: `added` once at the beginning and then whenever the ledger has grown.
#[utoipa::path(
    get,
    path = "/api/live",
    responses(
        (status = 200, body = Added, content_type = "text/event-stream"),
        (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json")
    )
)]
pub(super) async fn live(State(shared): App) -> Given {
    let place = shared.listeners.clone().try_acquire_owned();
    let place = place.map_err(|_| Problem::busy())?;
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(tell(
        shared.news.subscribe(),
        shared.over.clone(),
        sender,
        place,
    ));
    let mut response = Response::new(Body::new(Lines(receiver)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Tells until nobody listens any more. Who does not take what he is told is told the newest when he does.
async fn tell(
    mut news: watch::Receiver<News>,
    mut over: watch::Receiver<bool>,
    sender: mpsc::Sender<Bytes>,
    _place: OwnedSemaphorePermit,
) {
    loop {
        let now = news.borrow_and_update().clone();
        if sender.send(line(&now)).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                changed = news.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                _ = over.changed() => return,
                () = sender.closed() => return,
                () = tokio::time::sleep(PULSE) => {
                    if sender.send(Bytes::from_static(b": still here\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

fn line(news: &News) -> Bytes {
    let added = Added {
        documents: news.documents,
        claims: news.claims,
        last: news.last.clone(),
    };
    let json = serde_json::to_string(&added).unwrap_or_default();
    format!("event: added\nid: {}\ndata: {json}\n\n", news.generation).into()
}

/// The lines as the body of an answer.
struct Lines(mpsc::Receiver<Bytes>);

impl http_body::Body for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let line = self.0.poll_recv(context);
        line.map(|line| line.map(|line| Ok(Frame::data(line))))
    }
}
