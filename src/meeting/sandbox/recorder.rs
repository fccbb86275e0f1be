//! `recorder/notify`: where a real server's recorder reports in binary protobuf. The sandbox has no recorder, so whoever
//! reports knows of a session that is not here.

/// The answer to a report that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Not from a recorder, so ignored.
    Ignored,
    /// From a recorder, about a session nobody knows.
    UnknownSession,
}

/// Why a report cannot be read, in a server's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No protobuf.
    #[error("proto: cannot parse invalid wire-format data")]
    Form,
    /// A text that is none.
    #[error("string field contains invalid UTF-8")]
    Text,
}

/// Field numbers of `RecorderToPlugNmeet`.
const FROM: u64 = 1;
const TEXTS: [u64; 7] = [FROM, 4, 5, 6, 7, 8, 9];

/// Reads a report as far as it matters: whether it can be read, and who sends it.
pub fn hear(report: &[u8]) -> Result<Heard, Unreadable> {
    let mut rest = report;
    let mut from: &[u8] = b"";
    while !rest.is_empty() {
        let (field, wire_type) = tag(&mut rest)?;
        let value = if wire_type == GROUP_START { skip_group(&mut rest, field)? } else { take(&mut rest, wire_type)? };
        if wire_type == BYTES && TEXTS.contains(&field) {
            std::str::from_utf8(value).map_err(|_| Unreadable::Text)?;
            if field == FROM {
                from = value;
            }
        }
    }
    Ok(if from == b"recorder" { Heard::UnknownSession } else { Heard::Ignored })
}

const BYTES: u64 = 2;
const GROUP_START: u64 = 3;
const GROUP_END: u64 = 4;

/// How deep groups may nest.
const DEEPEST: usize = 10_000;

/// Field number and wire type.
fn tag(rest: &mut &[u8]) -> Result<(u64, u64), Unreadable> {
    let tag = varint(rest)?;
    let field = tag >> 3;
    if (1..1 << 29).contains(&field) { Ok((field, tag & 7)) } else { Err(Unreadable::Form) }
}

fn varint(rest: &mut &[u8]) -> Result<u64, Unreadable> {
    let mut number = 0_u64;
    for (index, byte) in rest.iter().take(10).enumerate() {
        if index == 9 && *byte > 1 {
            break;
        }
        number |= u64::from(byte & 0x7f) << (7 * index);
        if *byte < 0x80 {
            *rest = &rest[index + 1..];
            return Ok(number);
        }
    }
    Err(Unreadable::Form)
}

/// Takes the value of a field; of texts and bytes what is inside.
fn take<'a>(rest: &mut &'a [u8], wire_type: u64) -> Result<&'a [u8], Unreadable> {
    let length = match wire_type {
        0 => return varint(rest).map(|_| &[][..]),
        1 => 8,
        BYTES => usize::try_from(varint(rest)?).map_err(|_| Unreadable::Form)?,
        5 => 4,
        _ => return Err(Unreadable::Form),
    };
    let (value, after) = rest.split_at_checked(length).ok_or(Unreadable::Form)?;
    *rest = after;
    Ok(value)
}

/// Passes over a group, whose fields may be groups.
fn skip_group<'a>(rest: &mut &'a [u8], field: u64) -> Result<&'a [u8], Unreadable> {
    let mut open = vec![field];
    while let Some(innermost) = open.last() {
        match tag(rest)? {
            (field, GROUP_START) if open.len() <= DEEPEST => open.push(field),
            (field, GROUP_END) if field == *innermost => drop(open.pop()),
            (_, wire_type) => drop(take(rest, wire_type)?),
        }
    }
    Ok(&[])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_who_reports() {
        let report: &[u8] = b"\x0a\x08recorder\x10\x06\x18\x01\x55\x00\x00\x48\x41\x58\x07\x22\x02ok\x7b\x08\x01\x7c\x81\x01\x01\x02\x03\x04\x05\x06\x07\x08";
        assert_eq!(hear(report), Ok(Heard::UnknownSession));
        assert_eq!(hear(b""), Ok(Heard::Ignored));
        assert_eq!(hear(b"\x0a\x03ann"), Ok(Heard::Ignored));
        assert_eq!(hear(b"\x08\x01"), Ok(Heard::Ignored), "another wire type than the field has");
    }

    #[test]
    fn says_why_it_cannot() {
        let long = [0xff; 11];
        for report in
            [b"{}".as_slice(), b"\x0a", b"\x0a\x05ab", b"\x00", b"\x07", b"\x0b", b"\x0b\x14", b"\x0c", b"\x11\x01", &long]
        {
            assert_eq!(hear(report), Err(Unreadable::Form), "{report:?}");
        }
        assert_eq!(hear(b"\x0a\x01\xff"), Err(Unreadable::Text));
    }

    proptest! {
        #[test]
        fn never_panics(report in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = hear(&report);
        }
    }
}
