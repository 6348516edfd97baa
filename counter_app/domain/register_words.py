"""The words of old registers: how a state is written, how a service is called, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, NamedTuple

from counter_app.domain.register_cells import Wrong
from counter_app.i18n import _

Said = Literal["", "finished", "ready", "collected", "in_process", "rejected", "withdrawn"]
Waits = Literal["", "record", "blangko", "signature", "agency"]  # which step a file in process has come to


class Standing(NamedTuple):
    """What a register says of where a file stands."""

    state: Said
    waits: Waits = ""


_YET = r"(\w*(?:tunggu|nunggu)|belum|blm|antri|habis|kosong|kurang|tidak ada|waiting|no|not|out of)"
# The first that is found counts: "belum diambil" before "diambil", "ditolak" before all.
_STATES: tuple[tuple[str, Standing], ...] = (
    (r"\b(di)?tolak|reject|tidak memenuhi|\btms\b", Standing("rejected")),
    (r"\bbatal|dibatalkan|dicabut|ditarik|withdraw|cancel", Standing("withdrawn")),
    (r"\b(belum|blm|siap|tinggal) (di)?ambil|\bnot (yet )?collected|\bready\b", Standing("ready")),
    (rf"\b{_YET}\b.*\b(blangko|blanko|(di)?cetak|blank|print)", Standing("in_process", "blangko")),
    (rf"\b(blangko|blanko|blank)\w*\b.*\b{_YET}\b", Standing("in_process", "blangko")),
    (r"\bprr\b|\bsuket\b|surat keterangan pengganti", Standing("in_process", "blangko")),
    (rf"\b{_YET}\b.*\b(ttd|tanda ?tangan|ditandatangani|paraf|sign)", Standing("in_process", "signature")),
    (rf"\b{_YET}\b.*\b(pe)?rekam|\b{_YET}\b.*\brecord", Standing("in_process", "record")),
    (r"\b(di|ke|dari) ?(dinas|dukcapil|disdukcapil|capil)|\bagency\b", Standing("in_process", "agency")),
    (
        r"\bbelum|\bblm|\bproses|diproses|pending|tunggu|nunggu|\bantri|\bnot\b|\bopen\b|in process|waiting",
        Standing("in_process"),
    ),
    (r"\bjadi\b|(di|ter)cetak\b|\bprinted\b", Standing("ready")),
    (r"\b(di)?ambil|diserahkan|diterima|collected|handed", Standing("collected")),
    (r"\bselesai|\bdone\b|finish|complete|\btuntas|terbit|\bok\b|\bsudah\b|\bsdh\b", Standing("finished")),
)
_PATTERNS = [(re.compile(pattern), standing) for pattern, standing in _STATES]


def bare(text: str) -> str:
    """Return a text in small letters and digits, words apart by one space."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def state_of(text: str) -> Standing | Wrong:
    """Return what the words of a register say of a file; nothing for an empty cell."""
    words = bare(text)
    if not words:
        return Standing("")
    for pattern, standing in _PATTERNS:
        if pattern.search(words):
            return standing
    wanted = _("a state: selesai, sudah diambil, belum diambil, belum, menunggu blangko, ditolak, batal")
    return Wrong(text, wanted)


# What registers call a service that is found neither by its id nor by its name.
_CALLED = {
    "ktp_baru": "ktp|ktp el|e ktp|ektp|ktp elektronik|ktp baru|ktp el baru|e ktp baru|ktp pemula|rekam ktp",
    "ktp_hilang": "kehilangan ktp|ktp el hilang|e ktp hilang|lost ktp",
    "ktp_rusak": "e ktp rusak|ktp el rusak|damaged ktp",
    "ktp_ubah": "perubahan ktp|ktp perubahan|ubah data ktp|ktp ganti data|ganti status ktp",
    "kk_baru": "kk|kk baru|kartu keluarga|kartu keluarga baru|family card",
    "kk_ubah": "kk perubahan|perubahan kk|ubah kk|perbaikan kk|revisi kk|kk ubah data",
    "kk_tambah": "tambah anak|tambah anggota|kk tambah anak|tambah kk|kk penambahan",
    "kk_kurang": "kurang anggota|kk pengurangan|pengurangan anggota",
    "kk_pisah": "pisah kk|kk pecah|pecah kk",
    "kk_hilang_rusak": "kk hilang|kk rusak|kehilangan kk|lost family card|damaged family card",
    "kk_ganti_kepala": "ganti kepala keluarga|kk ganti kepala keluarga",
    "kia": "kartu identitas anak|kia baru|child identity card",
    "pindah_datang": "datang|surat datang|kedatangan|pindah masuk",
    "pindah_keluar": "pindah|surat pindah|skpwni|surat keterangan pindah|keluar",
    "pindah_dalam_kota": "pindah dalam kota|pindah alamat|pindah antar kecamatan",
    "suket_ktp": "suket|suket ktp|surat keterangan pengganti ktp|resi ktp",
    "sktm": "surat keterangan tidak mampu|keterangan tidak mampu|tidak mampu|surat miskin",
    "sku": "surat keterangan usaha|keterangan usaha|izin usaha",
    "domisili": "surat domisili|keterangan domisili|domisili usaha|surat keterangan domisili",
    "skck_pengantar": "skck|pengantar skck",
    "nikah_pengantar": "nikah|pengantar nikah|numpang nikah|rekomendasi nikah",
    "dispensasi_nikah": "dispensasi|dispensasi nikah",
    "ahli_waris": "waris|ahli waris|surat ahli waris|surat waris|keterangan waris",
    "legalisasi": "legalisir|legalisasi|pengesahan|certified copy",
    "izin_keramaian": "keramaian|izin keramaian|ijin keramaian",
    "surat_pengantar": "pengantar|surat pengantar|surat pengantar umum|cover letter",
}


class Services:
    """Finds a service by its id, its name in either language, or what registers call it."""

    def __init__(self, named: Iterable[tuple[str, str, str]]) -> None:
        self._ids: dict[str, str] = {}
        for id, *names in named:
            self._ids[bare(id)] = id
            for name in filter(None, map(bare, names)):
                self._ids.setdefault(name, id)
        self._known = set(self._ids.values())
        for id, called in _CALLED.items():
            for name in called.split("|") if id in self._known else ():
                self._ids.setdefault(name, id)
        self._found: dict[str, str | Wrong] = {}

    def find(self, text: str) -> str | Wrong:
        """Return the id of the service that ``text`` names."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> str | Wrong:
        words = bare(text)
        if words in self._ids:
            return self._ids[words]
        within = {id for name, id in self._ids.items() if len(words) > 3 and _holds(name, words)}
        if len(within) == 1:
            return within.pop()
        close = [self._ids[name] for name in get_close_matches(words, self._ids, n=3, cutoff=0.6)]
        likely = sorted(within or dict.fromkeys(close))[:3] or ["ktp_baru", "kk_ubah"]
        return Wrong(text, _("the id or the name of a service, such as {ids}").format(ids=", ".join(likely)))


def _holds(name: str, words: str) -> bool:
    """Whether every word stands in ``name``."""
    return set(words.split()) <= set(name.split())
