//! Who arms and who fights whom, as the claims of the year up to a day tell it.
//!
//! A day goes in, [`Link`]s come out, each with the number of its claims and of the outlets and speakers on which they
//! rest: one report makes no war, and the reader says how many he asks for.

use super::Desk;
use super::network::{Layer, Link};
use crate::error::Error;
use crate::relation::conflict::PRIVATE;
use crate::relation::law::{number, text};
use crate::store::Question;
use casus_codebook::law::relation::RelationKind;
use casus_codebook::law::treaty::Duty;

/// On whose word a claim is: its first speaker who is known, or else the outlet that published its document first, or
/// else that document. Reprints are of the outlet that they repeat.
const ORIGIN: &str = "coalesce(
    (SELECT 's' || coalesce(nullif(lower(a.name), ''), a.code || a.sector) FROM speakers s JOIN actors a USING (actor)
      WHERE s.claim = c.claim AND a.name || a.code <> '' ORDER BY s.position LIMIT 1),
    (SELECT 'p' || lower(o.publisher) FROM reprints r JOIN documents o ON o.document = r.of WHERE r.document = d.document),
    'p' || lower(d.publisher), 'd' || d.document)";

/// What is told as having happened by deeds, in PLOVER's numbers of its quadrants.
const HELP: i64 = 2;
const HARM: i64 = 4;

/// A party of a claim: its code, or the name of the organisation that shares its code with others.
const ACTOR: &str = "CASE x.body WHEN '' THEN x.code ELSE x.body END";
const RECIPIENT: &str = "CASE y.body WHEN '' THEN y.code ELSE y.body END";

impl Desk<'_> {
    /// Who gives or sells arms to whom.
    pub(super) fn told_arms(&self, on: &str) -> Result<Vec<Link>, Error> {
        let goods = &self.law.goods;
        let Some(arms) = goods.class(Duty::Arms.name()) else {
            return Ok(Vec::new());
        };
        let own = (0..)
            .zip(&goods.classes)
            .filter(|(id, _)| goods.is_a(*id, arms));
        let classes: Vec<&str> = own.map(|(_, class)| &*class.id).collect();
        let mut question = Question::default();
        question.add(
            "g.class IN (SELECT value FROM json_each(?))",
            serde_json::Value::from(classes).to_string(),
        );
        let from = "goods g CROSS JOIN claims c ON c.claim = g.claim";
        let pair = format!("{ACTOR}, {RECIPIENT}");
        let words = "group_concat(DISTINCT g.class)";
        let told = (Layer::Arms, from, pair.as_str(), words, HELP);
        let mut links = self.told_links(question, told, on)?;
        for link in &mut links {
            let mut classes: Vec<&str> = link.words.split(',').collect();
            classes.sort_unstable();
            link.words = classes.join(", ");
        }
        Ok(links)
    }

    /// The wars with what is told of them, and the fighting that is told of others. Attacks by those who cannot act for
    /// their state are left out.
    pub(super) fn with_told_fights(
        &self,
        mut wars: Vec<Link>,
        on: &str,
    ) -> Result<Vec<Link>, Error> {
        let mut question = Question::default();
        let steps = self.law.steps.iter();
        let fights = steps.filter(|step| step.relation == Some(RelationKind::Conflict));
        let events: Vec<&str> = fights
            .flat_map(|step| &step.events)
            .map(|event| &**event)
            .collect();
        question.add(
            "c.event IN (SELECT value FROM json_each(?))",
            serde_json::Value::from(events).to_string(),
        );
        question.add(
            "NOT EXISTS (SELECT 1 FROM json_each(?) v WHERE ';' || x.sector || ';' LIKE '%;' || v.value || ';%')",
            serde_json::Value::from(PRIVATE.to_vec()).to_string(),
        );
        let pair = format!("min({ACTOR}, {RECIPIENT}), max({ACTOR}, {RECIPIENT})");
        let told = (Layer::Conflict, "claims c", pair.as_str(), "''", HARM);
        for mut told in self.told_links(question, told, on)? {
            let kind = RelationKind::Conflict.name();
            told.id = crate::relation::name(kind, &told.a, &told.b, "");
            let same = |war: &&mut Link| {
                (war.a.as_str().min(&war.b), war.a.as_str().max(&war.b)) == (&*told.a, &*told.b)
            };
            let mut known = false;
            for war in wars.iter_mut().filter(same) {
                (war.claims, war.origins) = (told.claims, told.origins);
                known = true;
            }
            if !known {
                wars.push(told);
            }
        }
        Ok(wars)
    }

    /// A link for each two of whom claims of the year up to the day tell: which layer, from which tables, who the two
    /// are, what is said of them, and in which quadrant the claims stand. It is named by the newest claim.
    fn told_links(
        &self,
        mut question: Question,
        (layer, from, pair, words, quad): (Layer, &str, &str, &str, i64),
        on: &str,
    ) -> Result<Vec<Link>, Error> {
        let view = self.reader.view();
        question.add("c.first_day <= ?", on.to_owned());
        let year_before = text(number(on) - 10_000).unwrap_or_default();
        question.add("c.first_day > ?", year_before);
        question.add("c.quad_code = ?", quad);
        question.always("c.kind = 'event'");
        if view.only.statuses.is_empty() {
            question.always("c.status = 'actual'");
        }
        question.view(view);
        // Columns beside one max() are those of its row.
        let sql = format!(
            "SELECT {pair}, count(DISTINCT c.claim), count(DISTINCT {ORIGIN}), max(c.claim), d.id || '#' || c.number, {words}
             FROM {from} CROSS JOIN documents d ON d.document = c.document
             CROSS JOIN parties p ON p.claim = c.claim AND p.role = 'actor' CROSS JOIN actors x ON x.actor = p.actor
             CROSS JOIN parties q ON q.claim = c.claim AND q.role = 'recipient' CROSS JOIN actors y ON y.actor = q.actor
             WHERE x.code <> '' AND y.code <> '' AND {ACTOR} <> {RECIPIENT} AND {} GROUP BY 1, 2",
            question.sql()
        );
        let links = question.rows(self.reader.connection(), &sql, |row| {
            Ok(Link {
                a: row.get(0)?,
                b: row.get(1)?,
                layer: layer.name(),
                claims: row.get::<_, i64>(2)? as usize,
                origins: row.get::<_, i64>(3)? as usize,
                id: row.get(5)?,
                words: row.get(6)?,
                status: Link::TOLD.to_owned(),
            })
        });
        links.map_err(|source| self.reader.fault(source))
    }
}
