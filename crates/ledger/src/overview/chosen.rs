//! Which lines are wanted: a choice and a view made ready for comparing a million times.

use super::{Line, NEVER, Overview};
use crate::browse::{Choice, SPOKEN, list};
use crate::error::Error;
use crate::relation::law::number;
use crate::store::{Question, Reader, View};

/// Where nothing else is asked for, what is told as having happened is counted.
const HAPPENED: &str = "actual";

/// What is wanted.
#[derive(Debug)]
pub(super) struct Chosen {
    from: i32,
    to: i32,
    known: Option<i32>,
    /// Whether obligations are wanted too.
    obligations: bool,
    confidence: f32,
    events: Vec<bool>,
    statuses: Vec<bool>,
    publishers: Option<Vec<bool>>,
    /// By the places of lines; none where all are.
    only: Option<Vec<bool>>,
}

impl Chosen {
    /// For lists: obligations too, and whatever the status where none is asked for.
    pub(super) fn of_lists(
        overview: &Overview,
        reader: &Reader,
        choice: &Choice,
    ) -> Result<Chosen, Error> {
        let mut chosen = Chosen::of_counts(overview, reader, choice)?;
        chosen.obligations = true;
        if choice.statuses.is_empty() {
            chosen.statuses.fill(true);
        }
        Ok(chosen)
    }

    /// For counts: events alone, and such as have happened where no status is asked for.
    pub(super) fn of_counts(
        overview: &Overview,
        reader: &Reader,
        choice: &Choice,
    ) -> Result<Chosen, Error> {
        let view = reader.view();
        let wanted = |names: &[String], wanted: &[String]| -> Vec<bool> {
            let own = |name: &String| wanted.is_empty() || wanted.contains(name);
            names.iter().map(own).collect()
        };
        let happened = [HAPPENED.to_owned()];
        let statuses = match choice.statuses.is_empty() {
            true => &happened[..],
            false => &choice.statuses,
        };
        let day = |day: &Option<String>, open: i32| day.as_deref().map_or(open, number);
        Ok(Chosen {
            from: day(&choice.from, i32::MIN),
            to: day(&choice.to, NEVER),
            known: view.known.as_deref().map(number),
            obligations: false,
            // The column in memory is narrower than that of the store.
            confidence: choice.confidence.map_or(f32::MIN, |least| least as f32),
            events: wanted(&overview.events.names, &choice.types),
            statuses: wanted(&overview.statuses.names, statuses),
            publishers: publishers(overview, choice, view),
            only: only(overview, reader, choice, view)?,
        })
    }

    /// Whether the claim in this place is an event that is wanted.
    pub(super) fn has(&self, place: u32, line: &Line) -> bool {
        let marked = |marks: &[bool], at: usize| marks.get(at).copied().unwrap_or(false);
        (line.quad > 0 || self.obligations)
            && self.from <= line.day
            && line.day <= self.to
            && line.confidence >= self.confidence
            && match self.known {
                Some(known) => line.known <= known && line.corrected > known,
                None => line.corrected == NEVER,
            }
            && marked(&self.statuses, usize::from(line.status))
            && marked(&self.events, usize::from(line.event))
            && self
                .publishers
                .as_ref()
                .is_none_or(|marks| marked(marks, line.publisher as usize))
            && self
                .only
                .as_ref()
                .is_none_or(|marks| marked(marks, place as usize))
    }
}

fn publishers(overview: &Overview, choice: &Choice, view: &View) -> Option<Vec<bool>> {
    let lower = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| name.to_lowercase()).collect()
    };
    let (sources, without) = (lower(&choice.sources), lower(&view.without));
    if sources.is_empty() && without.is_empty() {
        return None;
    }
    let own =
        |name: &String| (sources.is_empty() || sources.contains(name)) && !without.contains(name);
    Some(overview.publishers.names.iter().map(own).collect())
}

/// The places of the claims that meet what is not in memory: speakers and the roles of parties.
fn only(
    overview: &Overview,
    reader: &Reader,
    choice: &Choice,
    view: &View,
) -> Result<Option<Vec<bool>>, Error> {
    let mut marks: Option<Vec<bool>> = None;
    let mut narrow = |keys: Vec<i64>, is: bool| {
        let mut own = vec![!is; overview.lines.len()];
        for place in keys.into_iter().filter_map(|key| overview.place_of(key)) {
            if let Some(mark) = own.get_mut(place as usize) {
                *mark = is;
            }
        }
        match &mut marks {
            Some(marks) => marks
                .iter_mut()
                .zip(own)
                .for_each(|(mark, own)| *mark &= own),
            None => marks = Some(own),
        }
    };
    let ask = |sql: &str, values: &[&str]| -> Result<Vec<i64>, Error> {
        let mut question = Question::default();
        let values = values.iter().map(|value| (*value).to_owned().into());
        question.values.extend(values);
        let keys = question.keys(reader.connection(), sql);
        keys.map_err(|source| reader.fault(source))
    };
    if !choice.speakers.is_empty() {
        narrow(ask(SPOKEN, &[&list(&choice.speakers)])?, true);
    }
    if !view.without.is_empty() {
        narrow(ask(SPOKEN, &[&list(&view.without)])?, false);
    }
    let role =
        "SELECT p.claim FROM pairs p WHERE p.code IN (SELECT value FROM json_each(?1)) AND EXISTS (
        SELECT 1 FROM parties q JOIN actors a USING (actor) WHERE q.claim = p.claim AND q.role = ?2
        AND CASE a.body WHEN '' THEN a.code ELSE a.body END IN (SELECT value FROM json_each(?1)))";
    for (name, side) in [("actor", &choice.actors), ("recipient", &choice.recipients)] {
        if !side.is_empty() {
            narrow(ask(role, &[&list(side), name])?, true);
        }
    }
    for party in &choice.parties {
        let code = overview.parties.number(party);
        let ties = code.map_or(&[][..], |code| overview.ties_of(code));
        let keys = ties.iter().filter_map(|tie| overview.line(tie.line));
        narrow(keys.map(|line| line.key).collect(), true);
    }
    Ok(marks)
}
