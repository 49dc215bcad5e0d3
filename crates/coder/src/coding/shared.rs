//! Parties that stand once for several events: "summoned the envoy and demanded that ...".
//!
//! The drafts of a sentence go in; of those told of the same actors by verbs side by side, the ones against nobody take
//! the recipients of the other.

use super::{Coding, Draft};
use crate::matching::Filler;
use crate::mention::Mention;
use casus_codebook::frame::Part;
use casus_syntax::Relation;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Fills the recipients of words of conflict from those beside them.
    pub(super) fn share_recipients(&self, drafts: &mut [Draft<'book>]) {
        for at in 0..drafts.len() {
            let given = (0..drafts.len())
                .find(|&from| self.shares(&drafts[at], &drafts[from]))
                .map(|from| drafts[from].matched.recipients.clone());
            let Some(given) = given else {
                continue;
            };
            let given: Vec<Filler<'book>> = given
                .into_iter()
                .map(|f| Filler {
                    mention: Mention {
                        implied: true,
                        ..f.mention
                    },
                    ..f
                })
                .collect();
            let draft = &mut drafts[at];
            draft.event.recipients = self.actors_of(&given);
            draft.matched.recipients = given;
        }
    }

    /// "Oslo and Lima agreed after talks in Quito": who does one thing together, held the talks.
    pub(super) fn share_talks(&self, drafts: &mut [Draft<'book>]) {
        let joint = |d: &Draft<'book>| {
            let coded = |f: &Filler<'_>| self.grammar.states.contains(f.mention.code);
            let actors = &d.matched.actors;
            let first = actors.first().map(|f| f.mention.code);
            d.trigger.part == Part::Verb
                && d.matched.recipients.is_empty()
                && actors.iter().all(coded)
                && actors.iter().any(|f| Some(f.mention.code) != first)
        };
        for at in 0..drafts.len() {
            let bare = &drafts[at];
            let sentence = &self.sentences[bare.sentence];
            let talks = bare.trigger.part == Part::Noun
                && Some(bare.event.event) == self.grammar.talks
                && bare.matched.actors.is_empty()
                && bare.matched.recipients.is_empty();
            let told = drafts
                .iter()
                .find(|d| talks && joint(d) && sentence.is_under(bare.trigger.at, d.trigger.at));
            let given = told
                .map(|d| d.matched.actors.clone())
                .or_else(|| self.talks_of_visitor(bare, drafts));
            let Some(given) = given else {
                continue;
            };
            let draft = &mut drafts[at];
            draft.event.actors = self.actors_of(&given);
            draft.matched.actors = given;
            draft.lone = false;
        }
    }

    /// "arrived in Quito for talks with his counterpart", "freed prisoners after talks with Lima": who does so talks with the
    /// one who is named.
    fn talks_of_visitor(
        &self,
        talks: &Draft<'book>,
        drafts: &[Draft<'book>],
    ) -> Option<Vec<Filler<'book>>> {
        let grammar = self.grammar;
        let sentence = &self.sentences[talks.sentence];
        let at = talks.trigger.at;
        let one = |all: &[Filler<'book>]| {
            let first = all.first()?.mention.code;
            let same = all.iter().all(|f| f.mention.code == first);
            (same && grammar.states.contains(first)).then_some(first)
        };
        let met = talks.trigger.part == Part::Noun
            && Some(talks.event.event) == grammar.talks
            && talks.matched.recipients.is_empty()
            && matches!(sentence.relation(at), Relation::Obl);
        let host = one(&talks.matched.actors).filter(|_| met)?;
        let visit = drafts.iter().find(|d| {
            let guest = one(&d.matched.actors).filter(|guest| *guest != host);
            d.trigger.part == Part::Verb
                && sentence.head(at) == Some(d.trigger.at)
                && guest.is_some()
        })?;
        let mut both = visit.matched.actors.clone();
        both.extend(talks.matched.actors.iter().copied());
        Some(both)
    }

    /// "workers marched in Lima against the government": it is the government of those who march.
    pub(super) fn share_home(&self, drafts: &mut [Draft<'book>]) {
        let grammar = self.grammar;
        for draft in drafts {
            let own = |f: &Filler<'_>| {
                let sectors = f.mention.sectors;
                sectors != 0 && sectors & !grammar.local == 0
            };
            let actors = &draft.matched.actors;
            let state = actors.first().map(|f| f.mention.code).unwrap_or_default();
            let home = grammar.states.contains(state)
                && grammar.defiant & (1 << draft.event.event.0) != 0
                && actors.iter().all(|f| own(f) && f.mention.code == state);
            let open = |f: &Filler<'_>| {
                let sectors = f.mention.sectors;
                f.mention.code.is_empty() && sectors != 0 && sectors & !grammar.official == 0
            };
            let sentence = &self.sentences[draft.sentence];
            let the = |f: &Filler<'_>| {
                let mut marks = sentence.children_by(f.token, &[Relation::Det]);
                marks.any(|d| grammar.words.the.contains(sentence.lemma(d)))
            };
            let against = &mut draft.matched.recipients;
            if !home || against.is_empty() || !against.iter().all(|f| open(f) && the(f)) {
                continue;
            }
            for filler in against {
                filler.mention.code = grammar.states.get(state).copied().unwrap_or_default();
                filler.mention.implied = true;
            }
            draft.event.recipients = self.actors_of(&draft.matched.recipients);
        }
    }

    /// "fired on a Peruvian patrol, wounding two": who is hurt beside somebody else belongs to the same state.
    pub(super) fn share_victims(&self, drafts: &mut [Draft<'book>]) {
        for at in 0..drafts.len() {
            let victims = &drafts[at].matched.recipients;
            let open = |f: &Filler<'_>| f.mention.code.is_empty() && f.mention.sectors != 0;
            if victims.is_empty() || !victims.iter().all(open) {
                continue;
            }
            let state = (0..drafts.len())
                .filter(|&from| from != at && self.is_beside(&drafts[at], &drafts[from]))
                .find_map(|from| {
                    let mut all = drafts[from].matched.recipients.iter();
                    let first = all.next()?.mention.code;
                    let one =
                        self.grammar.states.contains(first) && all.all(|f| f.mention.code == first);
                    one.then_some(first)
                });
            if let Some(state) = state {
                let draft = &mut drafts[at];
                for filler in &mut draft.matched.recipients {
                    filler.mention.code = state;
                    filler.mention.implied = true;
                }
                draft.event.recipients = self.actors_of(&draft.matched.recipients);
            }
        }
    }

    /// Whether both tell of harm that the same actors do.
    fn is_beside(&self, a: &Draft<'book>, b: &Draft<'book>) -> bool {
        let harm = |d: &Draft<'_>| self.grammar.damage & (1 << d.event.event.0) != 0;
        let doers =
            |d: &Draft<'_>| -> Vec<usize> { d.matched.actors.iter().map(|f| f.token).collect() };
        harm(a) && harm(b) && !doers(a).is_empty() && doers(a) == doers(b)
    }

    /// "Oslo bombed the camp, and Lima protested": who only objects does so to what the clause before tells.
    pub(super) fn share_quarrel(&self, drafts: &mut [Draft<'book>]) {
        for at in 1..drafts.len() {
            let (before, rest) = drafts.split_at_mut(at);
            let Some(draft) = rest.first_mut().filter(|d| self.is_bare_objection(d)) else {
                continue;
            };
            let sentence = &self.sentences[draft.sentence];
            let verb = |d: &Draft<'_>| d.trigger.light.map_or(d.trigger.at, |(verb, _)| verb);
            let own = |f: &Filler<'_>| {
                let mut all = draft.matched.actors.iter();
                all.any(|a| a.mention.code == f.mention.code)
            };
            let coded = |f: &Filler<'_>| self.grammar.states.contains(f.mention.code);
            let doer = before.iter().rev().find(|d| {
                sentence.head(verb(draft)) == Some(verb(d))
                    && sentence.relation(verb(draft)) == Relation::Conj
                    && !d.matched.actors.is_empty()
                    && d.matched.actors.iter().all(|f| coded(f) && !own(f))
            });
            let Some(doer) = doer else {
                continue;
            };
            let given: Vec<Filler<'book>> = doer.matched.actors.clone();
            draft.event.recipients = self.actors_of(&given);
            draft.matched.recipients = given;
        }
    }

    /// Whether the draft is an answer to something hostile, against nobody and about nothing.
    fn is_bare_objection(&self, draft: &Draft<'book>) -> bool {
        let grammar = self.grammar;
        let answers = grammar.answering & grammar.hostile & (1 << draft.event.event.0) != 0;
        let sentence = &self.sentences[draft.sentence];
        let verb = draft.trigger.light.map(|(verb, _)| verb);
        let about = sentence.children_by(draft.trigger.at, &[Relation::Obj, Relation::Ccomp]);
        let about = about.chain(sentence.children_by(draft.trigger.at, &[Relation::Nmod]));
        answers
            && draft.matched.recipients.is_empty()
            && !draft.matched.actors.is_empty()
            && (verb.is_some() || draft.trigger.part == Part::Verb)
            && about.into_iter().next().is_none()
    }

    /// Whether `bare` lacks a recipient, and `full`, a word of conflict beside it of the same actors, has one.
    fn shares(&self, bare: &Draft<'book>, full: &Draft<'book>) -> bool {
        let grammar = self.grammar;
        let words = |draft: &Draft<'_>| {
            let bit = 1 << draft.event.event.0;
            grammar.answering & grammar.hostile & bit != 0
        };
        let sentence = &self.sentences[bare.sentence];
        let verb = |draft: &Draft<'_>| {
            draft
                .trigger
                .light
                .map_or(draft.trigger.at, |(verb, _)| verb)
        };
        let beside = sentence.first_conjunct(verb(bare)) == sentence.first_conjunct(verb(full));
        let doers = |draft: &Draft<'_>| -> Vec<usize> {
            draft.matched.actors.iter().map(|f| f.token).collect()
        };
        // Who is asked for help against another is not the other.
        let coded = |f: &Filler<'_>| grammar.states.contains(f.mention.code);
        words(bare)
            && grammar.hostile & (1 << full.event.event.0) != 0
            && beside
            && bare.matched.recipients.is_empty()
            && full.matched.recipients.iter().any(coded)
            && !bare.matched.actors.is_empty()
            && doers(bare) == doers(full)
    }
}
