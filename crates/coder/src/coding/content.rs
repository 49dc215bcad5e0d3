//! What is promised, threatened or demanded, and what that tells of the word given.
//!
//! A trigger goes in; the condition of its content comes out.

use super::Coding;
use crate::argument::Trigger;
use crate::status::read_status;
use casus_codebook::frame::Part;
use casus_codebook::ontology::TypeId;
use casus_syntax::Relation;
use casus_text::Span;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// "threatened to attack if it refuses": the condition of what is promised, threatened or demanded is that of the word
    /// given.
    pub(super) fn content_condition(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        kind: TypeId,
    ) -> Option<Span> {
        let name = &self.grammar.book.ontology.event_type(kind).name;
        let contents = self.grammar.book.language.grammar("content");
        if trigger.part != Part::Verb || contents.iter().all(|t| **t != **name) {
            return None;
        }
        let sentence = &self.sentences[s];
        let inner = [Relation::Xcomp, Relation::Ccomp];
        let mut clauses = sentence.children_by(trigger.at, &inner);
        clauses.find_map(|c| read_status(self.grammar, sentence, c).condition)
    }
}
