//! Who is meant by a name in a question.
//!
//! A code or a name goes in; the code comes out, or an error that tells which names are near.

use crate::error::Error;
use casus_codebook::world::{Entry, World};

/// The party whose name stands so in the names of relations.
pub(super) fn of_slug(world: &World, slug: &str) -> Option<String> {
    if slug.len() == CODE && slug.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(slug.to_owned());
    }
    let mut bodies = world.organisations.iter().map(|one| &one.name);
    let body = bodies.find(|name| crate::relation::slug(name) == slug);
    body.map(ToString::to_string)
}

/// How many letters a code has.
const CODE: usize = 3;

/// The code of a state or of a group of PLOVER's, or the name of an organisation that shares its code with others.
pub(super) fn code(world: &World, shared: &[String], name: &str) -> Result<String, Error> {
    let is = |code: &str| code.eq_ignore_ascii_case(name);
    if let Some(state) = world.states.iter().find(|state| is(&state.code)) {
        return Ok(state.code.to_string());
    }
    if let Some(body) = world.organisations.iter().find(|one| is(&one.code)) {
        return Ok(body.code.to_string());
    }
    let body = |id: &u32| {
        let one = world.organisations.get(*id as usize)?;
        let own = shared.iter().any(|code| **code == *one.code);
        Some(if own { &one.name } else { &one.code })
    };
    let code = world.named(name).iter().find_map(|entry| match entry {
        Entry::State(id) => world.states.get(*id as usize).map(|state| &state.code),
        Entry::Organisation(id) | Entry::Initials(id) => body(id),
        _ => None,
    });
    code.map(ToString::to_string)
        .ok_or_else(|| Error::Question(unknown(world, name)))
}

fn unknown(world: &World, name: &str) -> String {
    let mut near: Vec<String> = Vec::new();
    let lower = name.to_lowercase();
    for state in &world.states {
        let alike = distance(&state.name.to_lowercase(), &lower) <= 1 + lower.len() / 5
            || distance(&state.code.to_lowercase(), &lower) <= 1 && lower.len() == 3;
        let label = format!("{} ({})", state.code, state.name);
        if alike && !near.contains(&label) && near.len() < 3 {
            near.push(label);
        }
    }
    let hint = match near.is_empty() {
        true => "give a code such as RUS, or a name such as Russia".to_owned(),
        false => format!("is it {}?", near.join(" or ")),
    };
    format!("no state or organisation `{name}`; {hint}")
}

/// How many letters must be changed, added or taken away.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let (above, left) = (row[j + 1], row[j]);
            let cost = corner + usize::from(x != *y);
            corner = above;
            row[j + 1] = cost.min(above + 1).min(left + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
