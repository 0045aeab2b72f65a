//! How large a school and its profiles are. An id is the same in every profile of a school, as `c4.6` is in real
//! ones.

/// The size of a profile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Profile {
    pub(crate) competences: usize,
    /// Indicators of each competence.
    pub(crate) indicators: usize,
    pub(crate) knowledge: usize,
}

impl Profile {
    /// As large as that of the demonstration site.
    pub(crate) const USUAL: Self = Self { competences: 11, indicators: 6, knowledge: 25 };

    /// How many items it has.
    pub(crate) fn items(&self) -> usize {
        self.competences * self.indicators + self.knowledge
    }

    /// The id of item `at`.
    pub(crate) fn id(&self, at: usize) -> String {
        let indicators = self.competences * self.indicators;
        match at.checked_sub(indicators) {
            Some(at) => format!("k.{}", at + 1),
            None => format!("c{}.{}", at / self.indicators + 1, at % self.indicators + 1),
        }
    }
}

/// A school: `modules` modules, spread over `profiles` profiles with a programme each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct School {
    pub(crate) modules: usize,
    pub(crate) profiles: usize,
    pub(crate) profile: Profile,
    pub(crate) references: References,
    pub(crate) curriculum: Curriculum,
}

/// The parts of a curriculum that a school for leerlijn writes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curriculum {
    /// Coverage and hours: as much as the other programs are given.
    Coverage,
    /// Credits, teachers, facts, requirements, choices, and how it is taught and assessed as well.
    Whole,
}

/// How the texts of a school for leerlijn refer to its modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum References {
    /// By the address of their file, as in every other program.
    Addresses,
    /// By name: `[[M000012|Module 12]]`.
    Names,
}

impl School {
    /// A school with a profile of 91 items for every 100 modules.
    pub(crate) fn of(modules: usize) -> Self {
        Self {
            modules,
            profiles: modules.div_ceil(100),
            profile: Profile::USUAL,
            references: References::Addresses,
            curriculum: Curriculum::Coverage,
        }
    }

    /// The modules that lead to profile `number`.
    pub(crate) fn taught(&self, number: usize) -> std::ops::Range<usize> {
        let each = self.modules.div_ceil(self.profiles);
        number * each..self.modules.min((number + 1) * each)
    }
}
