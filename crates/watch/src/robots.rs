//! What a host lets robots read (RFC 9309).
//!
//! The text of a robots.txt goes in; whether a path may be asked for, and how slowly, comes out. The group of our own name
//! counts, else that for all; of the rules that fit, the longest, and of equals the one that allows.

/// What a host allows us.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Robots {
    /// Patterns of paths, and whether they are allowed.
    rules: Vec<(String, bool)>,
    /// The seconds that it wants between two requests.
    pub(crate) delay: Option<f64>,
}

/// What is beyond so many bytes or rules is not looked at.
const LONGEST: usize = 512 * 1024;
const MOST_RULES: usize = 5_000;
/// No host makes us wait longer between two requests.
const LONGEST_DELAY: f64 = 120.0;

impl Robots {
    /// Reads what it says to the robot of this name.
    pub(crate) fn read(text: &str, name: &str) -> Self {
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (mut own, mut all) = (None, None);
        // Which groups the lines are of: several names can stand over the same rules.
        let (mut is_own, mut is_all, mut in_rules) = (false, false, true);
        for line in text.get(..end).unwrap_or_default().lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if in_rules {
                    (is_own, is_all, in_rules) = (false, false, false);
                }
                is_own |= value.eq_ignore_ascii_case(name);
                is_all |= value == "*";
                if is_own {
                    own.get_or_insert_with(Robots::default);
                }
                continue;
            }
            in_rules = true;
            let groups = [(is_own, &mut own), (is_all, &mut all)];
            for (_, group) in groups.into_iter().filter(|(is_it, _)| *is_it) {
                group
                    .get_or_insert_with(Robots::default)
                    .take(&field, value);
            }
        }
        own.or(all).unwrap_or_default()
    }

    fn take(&mut self, field: &str, value: &str) {
        match field {
            "allow" | "disallow" if !value.is_empty() && self.rules.len() < MOST_RULES => {
                self.rules.push((value.to_owned(), field == "allow"));
            }
            "crawl-delay" => {
                let delay = value.parse().ok().filter(|delay: &f64| *delay >= 0.0);
                self.delay = delay.map(|delay| delay.min(LONGEST_DELAY)).or(self.delay);
            }
            _ => {}
        }
    }

    /// Whether a path may be asked for.
    pub(crate) fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        let longest = fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed));
        longest.is_none_or(|(_, allowed)| *allowed)
    }
}

/// Whether a path begins as the pattern says: `*` is anything, `$` at its end is the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern
        .strip_suffix('$')
        .map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !whole || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn the_longest_rule_of_the_own_group_counts() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Casus # us\nDisallow: /private\n\
                    Allow: /private/press\nDisallow: /*.pdf$\nDisallow: /search?*q=\nCrawl-delay: 7\n";
        let robots = Robots::read(text, "casus");
        assert_eq!(robots.delay, Some(7.0));
        for (path, allowed) in [
            ("/", true),
            ("/private/x", false),
            ("/private/press/1", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf.html", true),
            ("/search?a=1&q=2", false),
            ("/search?a=1", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        assert!(!Robots::read(text, "nobody").allows("/x"));
    }

    #[test]
    fn odd_files_are_borne() {
        assert!(Robots::read("", "casus").allows("/x"));
        assert!(Robots::read("<html>not found</html>", "casus").allows("/x"));
        assert!(
            Robots::read(
                "Disallow: /\nUser-agent: *\nDisallow:\nCrawl-delay: -1",
                "casus"
            )
            .allows("/x")
        );
        assert_eq!(
            Robots::read("User-agent: *\nCrawl-delay: 1e9", "casus").delay,
            Some(120.0)
        );
        let many = format!(
            "User-agent: *\n{}",
            "Disallow: /**********a\n".repeat(100_000)
        );
        assert!(Robots::read(&many, "casus").allows(&"/b".repeat(900)));
    }
}
