//! Which browser somebody signed in with: two words of it, so that he knows it again and nobody else can tell him by it.
use std::fmt;

/// The families of browser and system, in the words of their makers; empty where the browser does not say. Versions,
/// models and everything else that tells one person's browser from another's are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// Such as `Firefox`.
    pub family: &'static str,
    /// Such as `Windows`.
    pub system: &'static str,
}

/// What stands in a `User-Agent`, and whose it is. The first that fits counts: each browser also names those it wants to be
/// taken for.
const FAMILIES: [(&[&str], &str); 6] = [
    (&["Edg/", "EdgA/", "EdgiOS/"], "Edge"),
    (&["OPR/"], "Opera"),
    (&["SamsungBrowser/"], "Samsung Internet"),
    (&["Firefox/", "FxiOS/"], "Firefox"),
    (&["Chrome/", "CriOS/", "Chromium/"], "Chrome"),
    (&["Safari/"], "Safari"),
];
const SYSTEMS: [(&[&str], &str); 6] = [
    (&["Windows"], "Windows"),
    (&["Android"], "Android"),
    (&["iPhone", "iPad", "iPod"], "iOS"),
    (&["CrOS"], "ChromeOS"),
    (&["Mac OS X", "Macintosh"], "macOS"),
    (&["Linux"], "Linux"),
];

impl Browser {
    /// The browser that sends this `User-Agent`.
    pub fn of(user_agent: &str) -> Self {
        let first = |known: &[(&[&str], &'static str)]| {
            known.iter().find(|(signs, _)| signs.iter().any(|sign| user_agent.contains(sign))).map_or("", |(_, name)| name)
        };
        Self { family: first(&FAMILIES), system: first(&SYSTEMS) }
    }
}

impl From<&str> for Browser {
    /// Reads what [`Display`](fmt::Display) wrote; a name of another version of Roomkey is none.
    fn from(text: &str) -> Self {
        let (family, system) = text.split_once('/').unwrap_or_default();
        let known = |names: &[(&[&str], &'static str)], name: &str| {
            names.iter().find(|(_, known)| *known == name).map_or("", |(_, known)| *known)
        };
        Self { family: known(&FAMILIES, family), system: known(&SYSTEMS, system) }
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.family, self.system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_they_send() {
        for (user_agent, family, system) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Windows"),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome",
                "Linux",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36", "Chrome", "Linux"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge", "Windows"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", "Safari", "macOS"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1", "Safari", "iOS"),
            ("Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome", "iOS"),
            (
                "Mozilla/5.0 (Linux; Android 15; K) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/142.0 Safari/537.36 OPR/120", "Opera", "ChromeOS"),
            ("curl/8.5.0", "", ""),
            ("", "", ""),
        ] {
            let browser = Browser::of(user_agent);
            assert_eq!((browser.family, browser.system), (family, system), "{user_agent}");
            assert_eq!(Browser::from(browser.to_string().as_str()), browser);
        }
        assert_eq!(Browser::from("Netscape/BeOS"), Browser::default());
    }
}
