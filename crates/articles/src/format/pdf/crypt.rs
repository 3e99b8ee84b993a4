//! Encryption that the empty password opens: files whose makers only forbid printing or
//! copying are encrypted so.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256, Block};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

use super::object::{Dict, Object};
use crate::{Refusal, RefusalCode};

/// The key of a file, and how its streams and texts are encrypted by it.
pub(super) struct Key {
    key: Vec<u8>,
    streams: Method,
    texts: Method,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    None,
    Rc4,
    /// With a key for each object.
    Aes128,
    /// With the key of the file.
    Aes256,
}

/// What passwords are made longer with; the empty one is nothing else.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

impl Key {
    /// The key of a file by its dictionary of encryption and its first id.
    ///
    /// # Errors
    ///
    /// [`RefusalCode::Encrypted`] when the empty password does not open it, or it is
    /// encrypted by another method than that of passwords.
    pub(super) fn of(dict: &Dict, id: &[u8]) -> Result<Self, Refusal> {
        let refused = || Refusal::new(RefusalCode::Encrypted, "");
        let count = |name: &[u8]| dict.get(name).and_then(Object::count);
        if !dict.get(&b"Filter"[..]).is_some_and(|filter| filter.is_name(b"Standard")) {
            return Err(Refusal::new(RefusalCode::Encrypted, "by a method of its own"));
        }
        let (version, revision) = (count(b"V").unwrap_or(0), count(b"R").unwrap_or(0));
        let method = |name: &[u8]| match version {
            1 | 2 => Some(Method::Rc4),
            4 | 5 => Method::named(dict, name),
            _ => None,
        };
        let (Some(streams), Some(texts)) = (method(b"StmF"), method(b"StrF")) else {
            return Err(refused());
        };
        let key = match revision {
            2..=4 => {
                let length = match version {
                    1 => 5,
                    4 => 16,
                    _ => (count(b"Length").unwrap_or(40) / 8).clamp(5, 16),
                };
                md5_key(dict, id, revision, length)
            }
            5 | 6 => sha_key(dict, revision),
            _ => None,
        };
        Ok(Self { key: key.ok_or_else(refused)?, streams, texts })
    }

    /// Decrypts the texts within an object.
    pub(super) fn decrypt_texts(&self, object: &mut Object, number: u32) {
        match object {
            Object::Text(text) => *text = self.decrypt(text, number, self.texts).into(),
            Object::Array(parts) => {
                parts.iter_mut().for_each(|part| self.decrypt_texts(part, number));
            }
            Object::Dict(dict) => {
                dict.values_mut().for_each(|value| self.decrypt_texts(value, number));
            }
            _ => {}
        }
    }

    /// Decrypts the bytes of a stream.
    pub(super) fn decrypt_stream(&self, bytes: &[u8], number: u32) -> Vec<u8> {
        self.decrypt(bytes, number, self.streams)
    }

    fn decrypt(&self, bytes: &[u8], number: u32, method: Method) -> Vec<u8> {
        match method {
            Method::None => bytes.to_vec(),
            Method::Rc4 => rc4(&self.of_object(number, b""), bytes),
            Method::Aes128 => match Aes128::new_from_slice(&self.of_object(number, b"sAlT")) {
                Ok(cipher) => unchained(&cipher, bytes),
                Err(_) => Vec::new(),
            },
            Method::Aes256 => match Aes256::new_from_slice(&self.key) {
                Ok(cipher) => unchained(&cipher, bytes),
                Err(_) => Vec::new(),
            },
        }
    }

    /// The key of an object. Generations other than the first are out of use.
    fn of_object(&self, number: u32, salt: &[u8]) -> Vec<u8> {
        let mut hasher = Md5::new_with_prefix(&self.key);
        hasher.update(&number.to_le_bytes()[..3]);
        hasher.update([0, 0]);
        hasher.update(salt);
        hasher.finalize()[..(self.key.len() + 5).min(16)].to_vec()
    }
}

impl Method {
    /// The method that a file calls by a name of its own.
    fn named(dict: &Dict, role: &[u8]) -> Option<Self> {
        let Some(name) = dict.get(role).and_then(Object::name) else { return Some(Self::None) };
        if name == b"Identity" {
            return Some(Self::None);
        }
        let filter = dict.get(&b"CF"[..])?.dict()?.get(name)?.dict()?;
        match filter.get(&b"CFM"[..])?.name()? {
            b"V2" => Some(Self::Rc4),
            b"AESV2" => Some(Self::Aes128),
            b"AESV3" => Some(Self::Aes256),
            b"None" => Some(Self::None),
            _ => None,
        }
    }
}

/// The key of older files, if the empty password opens them.
fn md5_key(dict: &Dict, id: &[u8], revision: usize, length: usize) -> Option<Vec<u8>> {
    let text = |name: &[u8]| dict.get(name)?.text();
    let permissions = dict.get(&b"P"[..])?.number()? as i64 as u32;
    let mut hasher = Md5::new_with_prefix(PADDING);
    hasher.update(text(b"O")?.get(..32)?);
    hasher.update(permissions.to_le_bytes());
    hasher.update(id);
    if revision >= 4 && dict.get(&b"EncryptMetadata"[..]) == Some(&Object::Bool(false)) {
        hasher.update([0xFF; 4]);
    }
    let mut hash = hasher.finalize();
    if revision >= 3 {
        for _ in 0..50 {
            hash = Md5::digest(&hash[..length]);
        }
    }
    let key = hash[..length].to_vec();
    let (proof, shown) = match revision {
        2 => (rc4(&key, &PADDING), 32),
        _ => {
            let mut proof = Md5::new_with_prefix(PADDING).chain_update(id).finalize().to_vec();
            for round in 0..20_u8 {
                let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
                proof = rc4(&key, &proof);
            }
            (proof, 16)
        }
    };
    (text(b"U")?.get(..shown)? == proof.get(..shown)?).then_some(key)
}

/// The key of newer files, if the empty password opens them.
fn sha_key(dict: &Dict, revision: usize) -> Option<Vec<u8>> {
    let text = |name: &[u8]| dict.get(name)?.text();
    let hash = |salt: &[u8]| match revision {
        5 => Sha256::digest(salt).to_vec(),
        _ => hardened(salt),
    };
    let user = text(b"U")?;
    if user.get(..32)? != hash(user.get(32..40)?) {
        return None;
    }
    let cipher = Aes256::new_from_slice(&hash(user.get(40..48)?)).ok()?;
    let packed = text(b"UE")?.get(..32)?;
    let mut from_zero = vec![0; 16];
    from_zero.extend_from_slice(packed);
    Some(decrypt_blocks(&cipher, &from_zero))
}

/// The hash of a salt that is made to take time.
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0;
    loop {
        let mixed = key.repeat(64);
        let Some(encrypted) = encrypt_blocks(&key, &mixed) else { return key };
        let sum: u32 = encrypted[..16].iter().map(|&byte| u32::from(byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&encrypted).to_vec(),
            1 => Sha384::digest(&encrypted).to_vec(),
            _ => Sha512::digest(&encrypted).to_vec(),
        };
        round += 1;
        let last = encrypted.last().copied().unwrap_or(0);
        // It ends by chance; by how much chance, every hash tells, so a bound costs nothing.
        if (round >= 64 && i32::from(last) <= round - 32) || round > 1_000 {
            key.truncate(32);
            return key;
        }
    }
}

/// Encrypts whole blocks, each mixed with the one before it.
fn encrypt_blocks(key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let cipher = Aes128::new_from_slice(key.get(..16)?).ok()?;
    let mut before: [u8; 16] = key.get(16..32)?.try_into().ok()?;
    let mut encrypted = Vec::with_capacity(bytes.len());
    for chunk in bytes.chunks_exact(16) {
        let mut block = Block::default();
        for at in 0..16 {
            block[at] = chunk[at] ^ before[at];
        }
        cipher.encrypt_block(&mut block);
        before.copy_from_slice(&block);
        encrypted.extend_from_slice(&block);
    }
    Some(encrypted)
}

/// Decrypts what begins with the block that its first one was mixed with, and is filled up
/// at its end.
fn unchained(
    cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>,
    bytes: &[u8],
) -> Vec<u8> {
    let mut plain = decrypt_blocks(cipher, bytes);
    let filled = plain.last().map_or(0, |&count| usize::from(count));
    if (1..=16).contains(&filled) && filled <= plain.len() {
        plain.truncate(plain.len() - filled);
    }
    plain
}

fn decrypt_blocks(
    cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>,
    bytes: &[u8],
) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (before, packed) in bytes.chunks_exact(16).zip(bytes.chunks_exact(16).skip(1)) {
        let mut block = Block::default();
        block.copy_from_slice(packed);
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(before).map(|(byte, before)| byte ^ before));
    }
    plain
}

/// RC4, which is its own inverse. It protects nothing any more; these files are only not
/// plain.
fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut other = 0_u8;
    for at in 0..256 {
        other = other.wrapping_add(state[at]).wrapping_add(key[at % key.len()]);
        state.swap(at, usize::from(other));
    }
    let (mut at, mut other) = (0_u8, 0_u8);
    let next = |byte: &u8| {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(usize::from(at), usize::from(other));
        let sum = state[usize::from(at)].wrapping_add(state[usize::from(other)]);
        byte ^ state[usize::from(sum)]
    };
    bytes.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_as_published() {
        assert_eq!(rc4(b"Key", b"Plaintext")[..4], [0xBB, 0xF3, 0x16, 0xE8]);
        assert_eq!(rc4(b"Key", &rc4(b"Key", b"Plaintext")), b"Plaintext");
    }

    #[test]
    fn what_is_not_opened_is_refused() {
        let name = |name: &[u8]| Object::Name(name.into());
        let dict = |values: &[(&[u8], Object)]| -> Dict {
            values.iter().map(|(key, value)| ((*key).into(), value.clone())).collect()
        };
        let text = Object::Text([7; 48][..].into());
        for dict in [
            dict(&[]),
            dict(&[(b"Filter", name(b"Own"))]),
            dict(&[(b"Filter", name(b"Standard")), (b"V", Object::Number(9.0))]),
            dict(&[
                (b"Filter", name(b"Standard")),
                (b"V", Object::Number(2.0)),
                (b"R", Object::Number(3.0)),
                (b"O", text.clone()),
                (b"U", text.clone()),
                (b"P", Object::Number(-4.0)),
            ]),
            dict(&[
                (b"Filter", name(b"Standard")),
                (b"V", Object::Number(5.0)),
                (b"R", Object::Number(6.0)),
                (b"U", text.clone()),
                (b"UE", text.clone()),
            ]),
        ] {
            let refusal = Key::of(&dict, b"id").err();
            assert_eq!(refusal.map(|refusal| refusal.code), Some(RefusalCode::Encrypted));
        }
    }
}
