//! Which types of the law are stored, field by field.

use super::types::{fields, variants};
use super::{Reader, Stored, Writer};
use crate::law::Law;
use crate::law::conflict::Conflict;
use crate::law::goods::{Class, Goods};
use crate::law::regime::{Aim, Binds, Body, Cap, Direction, Measure, Regime};
use crate::law::relation::{RelationKind, Step};
use crate::law::tie::{Membership, Tie};
use crate::law::treaty::{Course, Duty, Obligation, Party, Side, Treaty, Trigger};

fields! {
    Law { treaties, obligations, regimes, measures, goods, memberships, ties, conflicts, steps }

    Goods { classes }
    Class { id, name, part_of }

    Treaty {
        id, name, kind, course, place, depositary, members_of, parties, source, wikidata, note,
        origin
    }
    Course { signed, ratified, in_force, suspended, resumed, ended }
    Party { state, course, note }
    Obligation {
        treaty, article, duty, owed_by, owed_to, trigger, against, area, conditions, period, note,
        origin
    }

    Regime {
        id, name, sender, target, act, committee, period, objectives, contested, source, note,
        origin
    }
    Measure {
        regime, id, kind, direction, classes, partial, aim, cap, exemptions, act, paragraph, period, binds,
        source, note, origin
    }
    Cap { value, unit, per }

    Membership { organisation, code, state, role, period, note, origin }
    Tie { a, b, kind, state, period, source, note, origin }
    Conflict {
        id, a, b, kind, over, with_a, with_b, period, intensity, source, note, origin
    }
    Step { relation, events, modes, cameo, goods, statuses, words, step, kept, broken, origin }
}

variants! {
    RelationKind {
        0 Transfer, 1 Sanction, 2 Conflict, 3 Recognition, 4 Visit, 5 Commitment
    }
    Duty {
        0 Defence, 1 Offence, 2 Neutrality, 3 NonAggression, 4 Consultation, 5 Arms, 6 Aid,
        7 Basing, 8 Access
    }
    Trigger { 0 None, 1 ArmedAttack, 2 Threat, 3 War, 4 Crisis }
    Side { 0 Each, 1 States(states) }
    Body { 0 Code(code), 1 Organisation(name) }
    Direction { 0 To, 1 From, 2 Both }
    Binds { 0 All, 1 Sender, 2 Nobody }
    Aim { 0 Whole, 1 Listed, 2 NonState, 3 Area }
}
