//! What the coder looks up for every token, prepared once from the codebook.
//!
//! The codebook goes in; sets of words by their use, sector numbers and the event types that a word can tell come out.

use crate::goods::GoodsRules;
use crate::speech::Speech;
use casus_codebook::Codebook;
use casus_codebook::frame::{Condition, Part, Slot};
use casus_codebook::ontology::TypeId;
use hashbrown::{HashMap, HashSet};

/// A set of PLOVER sectors: bit `n` is the ontology's sector number `n`.
pub(crate) type Sectors = u64;

/// A set of words that belong to the codebook.
pub(crate) type Words<'book> = HashSet<&'book str>;

macro_rules! word_sets {
    ($($field:ident = $key:literal),+ $(,)?) => {
        /// The words of grammar, by use. The keys are those of `grammar.table`, which explains them.
        #[derive(Debug)]
        pub(crate) struct WordSets<'book> { $(pub(crate) $field: Words<'book>),+ }

        impl<'book> WordSets<'book> {
            fn new(book: &'book Codebook) -> Self {
                WordSets { $($field: book.language.grammar($key).iter().map(|w| &**w).collect()),+ }
            }
        }
    };
}

word_sets! {
    agent = "agent", owner = "owner", origin = "origin", object_control = "object-control",
    subject_control = "subject-control", relative = "relative", he = "he", she = "she", it = "it", they = "they", we = "we", elsewhere = "elsewhere", both = "both", sides = "sides", realm = "realm", act = "act", stage = "stage", area = "area", counterpart = "counterpart",
    former = "former", place = "place", motion = "motion", part = "part", role = "role", member = "member", definite = "definite", the = "the",
    strong = "strong", onward = "onward", particle = "particle", content_beside = "content-beside", engaged = "engaged", deep = "deep",
    quote_open = "quote-open", quote_close = "quote-close", dash = "dash", thrown = "thrown", label = "label", writer = "writer", that = "that", future_in_past = "future-in-past",
    common_surname = "common-surname", head = "head",
    perfect = "perfect", only = "only", contrast = "contrast", excess = "excess", doubled_near = "doubled-near", past_clause = "past-clause", rank = "rank",
    double_object = "double-object", legal_act = "legal-act", awaited = "awaited", signed_at = "signed-at",
    measure = "measure", condition = "condition", condition_mark = "condition-mark", condition_ahead = "condition-ahead", condition_denied = "condition-denied", condition_idle = "condition-idle", condition_not = "condition-not", inverted = "inverted", each = "each", article = "article", no_cue = "no-cue", cue_phrase = "cue-phrase", other_half = "other-half", aside = "aside",
    aside_clause = "aside-clause", ahead_clause = "ahead-clause", shared_or = "shared-or", lone = "lone", verdict = "verdict", other_one = "other-one", each_side = "each-side", belonging = "belonging", owned_by = "owned-by",
}

/// An event that is another event too: a prison sentence convicts and locks up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doubled<'book> {
    pub(crate) event: TypeId,
    pub(crate) mode: &'book str,
    pub(crate) other: TypeId,
    pub(crate) other_mode: &'book str,
    pub(crate) cameo: &'book str,
}

impl<'book> Doubled<'book> {
    /// A row such as `SANCTION convict COERCE arrest 173`.
    fn read(book: &'book Codebook, row: &'book str) -> Option<Self> {
        let mut words = row.split(' ');
        Some(Doubled {
            event: book.ontology.type_named(words.next()?)?,
            mode: words.next()?,
            other: book.ontology.type_named(words.next()?)?,
            other_mode: words.next()?,
            cameo: words.next()?,
        })
    }
}

/// The codebook, and what is derived from it once.
#[derive(Debug)]
pub(crate) struct Grammar<'book> {
    pub(crate) book: &'book Codebook,
    pub(crate) words: WordSets<'book>,
    pub(crate) speech: Speech<'book>,
    /// Where goods stand.
    pub(crate) goods: GoodsRules<'book>,
    /// Last words of the agent nouns of several words.
    pub(crate) agent_ends: Words<'book>,
    /// The event types that a lemma can tell, as a set of bits, by part of speech.
    types: HashMap<Part, HashMap<&'book str, u32>>,
    /// The sector of those who held an office.
    pub(crate) former: Sectors,
    /// The sectors of those who can be former holders of an office.
    pub(crate) official: Sectors,
    /// The sector of a seat of government.
    pub(crate) seat: Sectors,
    /// The sector of people without office or role.
    pub(crate) civil: Sectors,
    /// The sectors of those who as a rule are at home where they act.
    pub(crate) local: Sectors,
    /// The sectors of authorities that act at home alone.
    pub(crate) authority: Sectors,
    /// The event types that can be done to things, as a set of bits.
    pub(crate) damage: u32,
    /// The codes of states.
    pub(crate) states: Words<'book>,
    /// Nouns that describe a body named before, each with the kind of organisation.
    pub(crate) bodies: Vec<(&'book str, &'book str)>,
    /// The sectors of bodies of the state and of armed groups.
    pub(crate) public: Sectors,
    /// Slots in which a recipient stands where the frame's own hold none.
    pub(crate) fallback: Vec<Slot>,
    /// Slots of place, the last resort for the types in `placed`.
    pub(crate) places: Vec<Slot>,
    /// What an event becomes where it is refused: its type, the other type, and the mode.
    pub(crate) refused: Vec<(TypeId, TypeId, Option<&'book str>)>,
    /// What an event becomes that its own actor announces under a condition: its type, the other type, and the mode.
    pub(crate) conditional: Vec<(TypeId, TypeId, Option<&'book str>)>,
    /// Verbs of which a frame asks what clause they govern.
    governing: Words<'book>,
    /// What an event of a mode becomes while it is only announced, where that is not what its type becomes.
    pub(crate) announced: Vec<(TypeId, &'book str, TypeId)>,
    /// Event types beside which another type tells nothing more: the outer, the inner, and whether only below it.
    pub(crate) topics: Vec<(TypeId, TypeId, bool)>,
    /// Events that are another event too: type and mode, the other's type, mode and CAMEO code.
    pub(crate) doubled: Vec<Doubled<'book>>,
    /// The type of a promise.
    pub(crate) promise: Option<TypeId>,
    /// The event types of conflict, as a set of bits.
    pub(crate) hostile: u32,
    /// The event types of harm, whose recipient may be of the actor's own state, as a set of bits.
    pub(crate) harmful: u32,
    /// The event types that strike people and things, as a set of bits.
    pub(crate) striking: u32,
    /// The event types of friends, whose recipient nobody is against whom they act, as a set of bits.
    pub(crate) friendly: u32,
    /// The event types that charge somebody with a deed, as a set of bits.
    pub(crate) charging: u32,
    /// The event types that a noun tells though nobody is named with it, as a set of bits.
    pub(crate) unnamed: u32,
    /// The event types by which somebody answers what another did, as a set of bits.
    pub(crate) answering: u32,
    /// The event types that authorities do to their own state where no other is named, as a set of bits.
    pub(crate) at_home: u32,
    /// The event types that are not done to the ground on which they happen, as a set of bits.
    pub(crate) outward: u32,
    /// The type of talks and meetings.
    pub(crate) talks: Option<TypeId>,
    /// Those whose state the text may well leave open.
    pub(crate) astray: Sectors,
    /// Types that in a story of two states are done to the other one, where nobody else is named.
    pub(crate) facing: u32,
    /// Types by which people turn against those who rule them.
    pub(crate) defiant: u32,
    /// The event types whose recipient may be the state in which they happen, as a set of bits.
    pub(crate) placed: u32,
}

impl<'book> Grammar<'book> {
    /// Whether the verb charges its object with what the preposition opens: "accuse X *of* Y".
    pub(crate) fn charges(&self, verb: &str, preposition: &str) -> bool {
        let mut rows = self.book.language.reporting(Part::Verb, verb).iter();
        rows.any(|row| {
            let content = matches!(&row.content, Some(Slot::Preposition(p)) if p.eq_ignore_ascii_case(preposition));
            content && row.addressee == Some(Slot::Object)
        })
    }

    pub(crate) fn new(book: &'book Codebook) -> Self {
        let ends = book
            .language
            .agents
            .keys()
            .filter_map(|k| k.rsplit_once(' '));
        let mut types: HashMap<Part, HashMap<&str, u32>> = HashMap::new();
        for frame in &book.frames.all {
            if let Some(event) = frame.event {
                *types
                    .entry(frame.part)
                    .or_default()
                    .entry(&frame.word)
                    .or_default() |= 1 << event.0;
            }
        }
        let agent_ends = ends.map(|(_, last)| last).collect();
        let mut grammar = Grammar {
            book,
            words: WordSets::new(book),
            speech: Speech::new(book),
            goods: GoodsRules::new(book),
            agent_ends,
            types,
            former: 0,
            official: 0,
            seat: 0,
            civil: 0,
            local: 0,
            authority: 0,
            damage: 0,
            states: book.world.states.iter().map(|s| &*s.code).collect(),
            bodies: vec![],
            public: 0,
            fallback: vec![],
            places: vec![],
            placed: 0,
            outward: 0,
            talks: None,
            astray: 0,
            facing: 0,
            defiant: 0,
            answering: 0,
            at_home: 0,
            governing: governing(book),
            hostile: 0,
            friendly: 0,
            harmful: 0,
            striking: 0,
            unnamed: 0,
            charging: 0,
            refused: vec![],
            conditional: vec![],
            announced: vec![],
            topics: vec![],
            doubled: vec![],
            promise: None,
        };
        grammar.former = grammar.sectors(book.language.grammar("former-sector"));
        grammar.official = grammar.sectors(book.language.grammar("official-sector"));
        grammar.civil = grammar.sectors(book.language.grammar("civil-sector"));
        grammar.local = grammar.sectors(book.language.grammar("local-sector"));
        grammar.astray = grammar.sectors(book.language.grammar("astray-sector"));
        grammar.authority = grammar.sectors(book.language.grammar("home-sector"));
        grammar.public = grammar.sectors(book.language.grammar("public-sector"));
        grammar.seat = grammar.sectors(book.language.grammar("seat-sector"));
        let preposition = |word| Slot::Preposition(Box::clone(word));
        grammar.fallback = vec![Slot::Object, Slot::Indirect];
        grammar
            .fallback
            .extend(book.language.grammar("recipient").iter().map(preposition));
        grammar.places = book
            .language
            .grammar("place")
            .iter()
            .chain(book.language.grammar("motion"))
            .map(preposition)
            .collect();
        grammar.placed = types_under(book, "placed");
        grammar.outward = types_under(book, "outward");
        grammar.facing = types_under(book, "facing");
        grammar.defiant = types_under(book, "defiant");
        grammar.answering = types_under(book, "answering");
        grammar.at_home = types_under(book, "at-home");
        grammar.friendly = types_under(book, "friendly");
        grammar.harmful = types_under(book, "harmful");
        grammar.striking = types_under(book, "striking");
        grammar.unnamed = types_under(book, "unnamed");
        grammar.charging = types_under(book, "charging");
        let bodies = book.language.grammar("body").iter();
        grammar.bodies = bodies.filter_map(|row| row.split_once(' ')).collect();
        let talks = book.language.grammar("talks").first();
        grammar.talks = talks.and_then(|name| book.ontology.type_named(name));
        let promise = book.language.grammar("promise").first();
        grammar.promise = promise.and_then(|name| book.ontology.type_named(name));
        let damage = book.language.grammar("damage").iter();
        let damage = damage.filter_map(|name| book.ontology.type_named(name));
        grammar.damage = damage.fold(0, |set, event| set | (1 << event.0));
        grammar.refused = types_into(book, "refused");
        grammar.conditional = types_into(book, "conditional");
        let announced = book.language.grammar("announced").iter().filter_map(|row| {
            let mut words = row.split(' ');
            let from = book.ontology.type_named(words.next()?)?;
            Some((
                from,
                words.next()?,
                book.ontology.type_named(words.next()?)?,
            ))
        });
        grammar.announced = announced.collect();
        let topics = book.language.grammar("topic").iter().filter_map(|row| {
            let mut words = row.split(' ');
            let outer = book.ontology.type_named(words.next()?)?;
            let inner = book.ontology.type_named(words.next()?)?;
            Some((outer, inner, words.next() == Some("below")))
        });
        grammar.topics = topics.collect();
        let doubled = book.language.grammar("doubled").iter();
        grammar.doubled = doubled.filter_map(|row| Doubled::read(book, row)).collect();
        let conflict = book
            .ontology
            .types
            .iter()
            .enumerate()
            .filter(|(_, t)| t.quad > 2);
        grammar.hostile = conflict.fold(0, |set, (n, _)| set | (1 << n));
        grammar
    }

    /// Whether the word names a time of the calendar or clock.
    pub(crate) fn is_time_word(&self, form: &str) -> bool {
        const KINDS: [&str; 7] = [
            "month", "weekday", "unit", "day", "part", "season", "holiday",
        ];
        let word = self.book.language.time.get(form.to_lowercase().as_str());
        word.is_some_and(|w| KINDS.contains(&&*w.kind))
    }

    /// Whether a frame of the verb asks what clause it governs.
    pub(crate) fn governs(&self, verb: &str) -> bool {
        self.governing.contains(verb)
    }

    /// The event types that a lemma can tell, as a set of bits.
    pub(crate) fn types_of(&self, part: Part, lemma: &str) -> u32 {
        self.types
            .get(&part)
            .and_then(|t| t.get(lemma))
            .copied()
            .unwrap_or_default()
    }

    /// Sector names as a set.
    pub(crate) fn sectors<'n>(&self, names: impl IntoIterator<Item = &'n Box<str>>) -> Sectors {
        let all = &self.book.ontology.sectors;
        let numbers = names
            .into_iter()
            .filter_map(|n| all.iter().position(|s| **s == **n));
        numbers.fold(0, |set, n| set | (1 << n))
    }

    /// A set of sectors as names, in the order of the ontology.
    pub(crate) fn sector_names(&self, set: Sectors) -> Vec<Box<str>> {
        let all = self.book.ontology.sectors.iter().enumerate();
        all.filter(|(n, _)| set & (1 << n) != 0)
            .map(|(_, s)| Box::from(s.as_str()))
            .collect()
    }
}

fn governing(book: &Codebook) -> Words<'_> {
    let clause = |path: &[Slot]| path.first() == Some(&Slot::Clause);
    let asks = |condition: &Condition| match condition {
        Condition::Fits { path, .. } | Condition::Filled(path) => clause(path),
        _ => false,
    };
    let verbs = book.frames.all.iter().filter(|f| f.part == Part::Verb);
    let governing = verbs.filter(|f| f.when.iter().any(asks));
    governing.map(|f| &*f.word).collect()
}

/// What event types become, as a row of `grammar.table` has it: "AID REJECT assist".
fn types_into<'book>(
    book: &'book Codebook,
    key: &str,
) -> Vec<(TypeId, TypeId, Option<&'book str>)> {
    let rows = book.language.grammar(key).iter().filter_map(|row| {
        let mut words = row.split(' ');
        let from = book.ontology.type_named(words.next()?)?;
        Some((from, book.ontology.type_named(words.next()?)?, words.next()))
    });
    rows.collect()
}

/// The event types that a row of `grammar.table` names, as a set of bits.
fn types_under(book: &Codebook, key: &str) -> u32 {
    let names = book.language.grammar(key).iter();
    let types = names.filter_map(|name| book.ontology.type_named(name));
    types.fold(0, |set, event| set | (1 << event.0))
}
