//! The ontology: PLOVER's event types, modes, contexts and sectors, and CAMEO's codes with Goldstein's scale.
//!
//! Compiled from `events/types.table`, `modes.table`, `contexts.table`, `sectors.table` and `cameo.table`.

/// An event type, as an index into [`Ontology::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u8);

/// A PLOVER event type.
#[derive(Clone, Debug, Default)]
pub struct EventType {
    /// Such as `CONSULT`.
    pub name: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// From -10 to 10.
    pub scale: f32,
    /// What it becomes while it is only announced: a future CONSULT is AGREE.
    pub future: Option<TypeId>,
    /// Whether it needs a recipient.
    pub recipient: bool,
    /// The modes it can have: name and scale.
    pub modes: Vec<(String, Option<f32>)>,
}

/// A CAMEO code.
#[derive(Clone, Debug, Default)]
pub struct Cameo {
    /// Such as `042`.
    pub code: String,
    /// What it means, in our words.
    pub name: String,
    /// The PLOVER type to which it belongs, where there is one.
    pub event: Option<TypeId>,
    /// Goldstein's scale; where it is not known, ask [`Ontology::goldstein`].
    pub goldstein: Option<f32>,
}

/// The ontology.
#[derive(Debug, Default)]
pub struct Ontology {
    /// In the order of the table.
    pub types: Vec<EventType>,
    /// PLOVER's 37 contexts, in the order of the table.
    pub contexts: Vec<String>,
    /// PLOVER's sectors.
    pub sectors: Vec<String>,
    /// PLOVER's codes for actors that are no states, such as `IGO`.
    pub groups: Vec<String>,
    /// Those of the groups that are one body with its parts, such as `UNO`; the others are shared by many.
    pub bodies: Vec<String>,
    /// CAMEO's codes, sorted.
    pub cameo: Vec<Cameo>,
}

impl Ontology {
    /// The type of that name.
    pub fn type_named(&self, name: &str) -> Option<TypeId> {
        self.types
            .iter()
            .position(|t| t.name == name)
            .map(|i| TypeId(i as u8))
    }

    /// The type of that id.
    pub fn event_type(&self, id: TypeId) -> &EventType {
        &self.types[usize::from(id.0)]
    }

    /// The entry of that CAMEO code, or of the nearest code above it.
    pub fn cameo(&self, code: &str) -> Option<&Cameo> {
        (2..=code.len()).rev().find_map(|n| {
            let at = self
                .cameo
                .binary_search_by(|c| c.code.as_str().cmp(code.get(..n).unwrap_or(code)));
            at.ok().map(|i| &self.cameo[i])
        })
    }

    /// Goldstein's scale of a CAMEO code, or of the nearest code above it that has one.
    pub fn goldstein(&self, code: &str) -> Option<f32> {
        (2..=code.len()).rev().find_map(|n| {
            let code = code.get(..n)?;
            let at = self.cameo.binary_search_by(|c| c.code.as_str().cmp(code));
            self.cameo[at.ok()?].goldstein
        })
    }
}
