//! Addresses of web servers, and which machines may be asked.
//!
//! Text goes in; an address whose parts are known comes out, or none. Only `http` and `https` are known, and no address
//! with a name and a password in it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    scheme: &'static str,
    /// Host and port, in small letters.
    host: String,
    /// Path and query; it begins with a stroke.
    path: String,
}

/// A longer address is none.
const LONGEST: usize = 2048;

impl Address {
    /// The address that a text is; what follows `#` is left away.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.split('#').next()?;
        let (scheme, rest) = text.split_once("://")?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => "http",
            "https" => "https",
            _ => return None,
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let host = host.to_ascii_lowercase();
        let default = if scheme == "http" { ":80" } else { ":443" };
        let host = host.strip_suffix(default).unwrap_or(&host).to_owned();
        let is_host =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(is_host) || text.len() > LONGEST {
            return None;
        }
        let stroke = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{stroke}{}", encoded(path));
        Some(Address { scheme, host, path })
    }

    /// The address that a link of this page means.
    pub fn join(&self, link: &str) -> Option<Self> {
        let link = link.trim();
        if link.contains("://") && !link.starts_with(['/', '?', '.']) {
            return Address::read(link);
        }
        if let Some(rest) = link.strip_prefix("//") {
            return Address::read(&format!("{}://{rest}", self.scheme));
        }
        let path = self.path.split('?').next().unwrap_or("/");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = match link.chars().next() {
            Some('/') => link.to_owned(),
            Some('?') => format!("{path}{link}"),
            None | Some('#') => self.path.clone(),
            _ => format!("{folder}/{link}"),
        };
        let (path, query) = whole
            .split_once('?')
            .map_or((whole.as_str(), None), |(p, q)| (p, Some(q)));
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/').skip(1) {
            match part {
                "." => {}
                ".." => {
                    parts.pop();
                }
                _ => parts.push(part),
            }
        }
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Address::read(&format!(
            "{}://{}/{}{query}",
            self.scheme,
            self.host,
            parts.join("/")
        ))
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Path and query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Scheme, host and port: what one robots.txt holds for.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.host)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.host, self.path)
    }
}

/// A path with signs that must not stand in a request written as `%xx`.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
            )
        {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether a machine with this address is one of the public network, and not this one, or of a private network, or one that
/// no machine has.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_4(ip),
        IpAddr::V6(ip) => is_public_6(ip),
    }
}

fn is_public_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let benchmarks = a == 198 && (b == 18 || b == 19);
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || shared
        || protocols
        || benchmarks)
}

fn is_public_6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        // An address of version 4 within one of version 6: mapped, compatible, translated, tunnelled.
        (0, 0) if (c, d, e) == (0, 0, 0) && f == 0xffff => inner(g, h),
        (0, 0) => false,
        (0x64, 0xff9b) => (c, d, e, f) == (0, 0, 0, 0) && inner(g, h),
        (0x2002, _) => inner(b, c),
        (0x2001, 0 | 0xdb8) => false,
        _ => (a & 0xe000) == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, is_public};

    #[test]
    fn addresses_are_read_and_links_joined() {
        let page = Address::read("HTTPS://Example.org:443/a/b.html?x=1#top");
        let page = page.as_ref().map(ToString::to_string);
        assert_eq!(page.as_deref(), Some("https://example.org/a/b.html?x=1"));
        let page = page.as_deref().and_then(Address::read);
        for (link, whole) in [
            ("c", "https://example.org/a/c"),
            ("../c?y#z", "https://example.org/c?y"),
            ("../../../c", "https://example.org/c"),
            ("/c d", "https://example.org/c%20d"),
            ("?y", "https://example.org/a/b.html?y"),
            ("//other.example/x", "https://other.example/x"),
            ("http://other.example", "http://other.example/"),
            ("/x?u=http://y", "https://example.org/x?u=http://y"),
            ("", "https://example.org/a/b.html?x=1"),
        ] {
            let joined = page
                .as_ref()
                .and_then(|page| page.join(link))
                .map(|a| a.to_string());
            assert_eq!(joined.as_deref(), Some(whole), "{link}");
        }
        for text in [
            "",
            "ftp://example.org",
            "https://",
            "https://name:word@example.org",
            "https://a b/",
            "javascript://x y",
        ] {
            assert_eq!(Address::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_public_machines_are_public() {
        for ip in [
            "8.8.8.8",
            "93.184.216.34",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ] {
            assert!(ip.parse().is_ok_and(is_public), "{ip}");
        }
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "203.0.113.5",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
        ] {
            assert!(ip.parse().is_ok_and(|ip| !is_public(ip)), "{ip}");
        }
    }
}
