//! Classes of goods: a tree in which what holds for a class holds for all that is part of it.
//!
//! Compiled from `law/goods.table`. Which words mean which class is left to the tables of the language.

/// The number of a class: its place in [`Goods::classes`].
pub type ClassId = u16;

/// A class of goods or services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// Such as `refined-oil`.
    pub id: Box<str>,
    /// What it is called in English.
    pub name: Box<str>,
    /// The class of which it is part; none for the root.
    pub part_of: Option<ClassId>,
}

/// What part of a class is in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Some of it: "arms" are in part missiles.
    Part,
    /// All of it: missiles are arms.
    Whole,
}

/// All classes of goods.
#[derive(Clone, Debug, Default)]
pub struct Goods {
    /// In the order of the table, a user's last. Each stands after the class of which it is part, or points at it: the
    /// tree has no cycles.
    pub classes: Vec<Class>,
}

impl Goods {
    /// The number of a class.
    pub fn class(&self, id: &str) -> Option<ClassId> {
        let place = self.classes.iter().position(|class| &*class.id == id)?;
        ClassId::try_from(place).ok()
    }

    /// The class of this number.
    pub fn get(&self, class: ClassId) -> Option<&Class> {
        self.classes.get(usize::from(class))
    }

    /// The class and those of which it is part, up to the root.
    pub fn above(&self, class: ClassId) -> impl Iterator<Item = ClassId> {
        let part_of = |&class: &ClassId| self.get(class)?.part_of;
        std::iter::successors(self.get(class).map(|_| class), part_of)
    }

    /// Whether the first class is the second, or part of it.
    pub fn is_a(&self, class: ClassId, of: ClassId) -> bool {
        self.above(class).any(|one| one == of)
    }

    /// How much of the first class is in the second; none where none of it is.
    pub fn cover(&self, class: ClassId, of: ClassId) -> Option<Cover> {
        if self.is_a(class, of) {
            Some(Cover::Whole)
        } else if self.is_a(of, class) {
            Some(Cover::Part)
        } else {
            None
        }
    }
}
