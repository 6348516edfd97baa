"""Finished records as a busy office in Palembang would print them, and empty ones."""

import datetime as dt
from zoneinfo import ZoneInfo

from counter_app.office import records as r

ZONE = ZoneInfo("Asia/Jakarta")
DAY = dt.date(2026, 4, 6)
LONG_NAME = (
    "Raden Ajeng Siti Nurhaliza Kusumawardhani Tri Wahyuningsih binti Kiagus Muhammad Thamrin Al-Palembani"
)
NASTY = 'A<b> & "B" </para> %s {name} =1+1'
ENDLESS = "Muhammad" + "abdurrahman" * 20


def at(hour=9, minute=14, day=DAY):
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def head(*, demo=False):
    return r.Head(
        government="Pemerintah Kota Palembang",
        office="Kecamatan Seberang Ulu II",
        address="Jalan Jenderal Ahmad Yani No. 14, Kelurahan 14 Ulu, Palembang 30264",
        contact="Telepon (0711) 510123, pos-el kec.su2@palembang.go.id",
        place="Palembang",
        demo=demo,
    )


CAMAT = r.Signer(
    title="CAMAT SEBERANG ULU II,",
    name="Drs. H. Ahmad Fauzi, M.Si.",
    rank="Pembina Tingkat I",
    nip="197103121991031004",
)
KASI = r.Signer(
    title="KASI PELAYANAN,",
    name="Hj. Nyimas Rohani, S.Sos.",
    rank="Penata Tingkat I",
    nip="197808152005012007",
)
SEKCAM = r.Signer(
    title="a.n. CAMAT SEBERANG ULU II\nSEKRETARIS,",
    name="R. M. Iskandar, S.E., M.M.",
    rank="Pembina",
    nip="197505202000031002",
)
NO_SIGNER = r.Signer(title="CAMAT SEBERANG ULU II,", name="", rank="", nip="")
PRINTED = r.Print(by="Siti Rahma", at=at(16, 5), counter="L1")

NAMES = [
    "Muhammad Rizki Ramadhan", "Nyimas Zahra Aulia", "Kiagus Ahmad Fadhil", "Masayu Halimah", "Dewi Sartika",
    "Amir Hamzah", "Rosmalina", "Andi Kurniawan", "Tan Mei Ling", "Yohanes Sihombing", "Siti Aisyah",
    "Kemas Haji Abdul Roni", "Fitri Handayani", "Sulaiman", "Nurul Hidayati", "I Made Suardana",
    "José María Núñez", "Zuraidah binti Cek Mat", LONG_NAME, "Eko Prasetyo",
]  # fmt: skip
KELURAHAN = ["11 Ulu", "12 Ulu", "13 Ulu", "14 Ulu", "16 Ulu", "Tangga Takat", "Sentosa"]
STAFF = ["Siti Rahma", "Agus Salim", "Marlina Putri"]

SERVICES = [
    ("ktp_baru", "KTP-el baru (pemula)", "KTP"),
    ("ktp_hilang", "KTP-el hilang", "KTP"),
    ("ktp_rusak", "KTP-el rusak", "KTP"),
    ("ktp_ubah", "KTP-el perubahan data", "KTP"),
    ("suket_ktp", "Surat keterangan pengganti KTP-el", "KTP"),
    ("kk_baru", "KK baru", "KK"),
    ("kk_ganti_kepala", "KK ganti kepala keluarga", "KK"),
    ("kk_pisah", "KK pisah", "KK"),
    ("kk_tambah", "KK tambah anggota", "KK"),
    ("kk_kurang", "KK kurang anggota", "KK"),
    ("kk_ubah", "KK perubahan data", "KK"),
    ("kk_hilang_rusak", "KK hilang atau rusak", "KK"),
    ("kia", "Kartu Identitas Anak", "KIA"),
    ("pindah_keluar", "Surat pindah keluar (SKPWNI)", "Pindah"),
    ("pindah_datang", "Pindah datang", "Pindah"),
    ("surat_pengantar", "Surat pengantar", "Surat"),
    ("domisili", "Surat keterangan domisili", "Surat"),
    ("sktm", "Surat keterangan tidak mampu", "Surat"),
    ("sku", "Surat keterangan usaha", "Surat"),
    ("ahli_waris", "Surat keterangan ahli waris", "Surat"),
    ("legalisasi", "Legalisasi", "Surat"),
    ("dispensasi_nikah", "Dispensasi nikah", "Rekomendasi"),
    ("nikah_pengantar", "Pengantar nikah", "Rekomendasi"),
    ("skck_pengantar", "Pengantar SKCK", "Rekomendasi"),
    ("izin_keramaian", "Rekomendasi izin keramaian", "Rekomendasi"),
]


def name(n):
    return NAMES[n % len(NAMES)]


def paper(label, doc="copy", copies=1, **more):
    return r.Paper(id=label.lower().replace(" ", "_")[:20], label=label, doc=doc, copies=copies, **more)


FREE = r.Cost(law="UU 24/2013 art. 79A")
F102 = paper("Formulir F-1.02", "form")
KK_COPY = paper("Fotokopi Kartu Keluarga")
POLICE = paper("Surat keterangan hilang dari kepolisian", "handed_in", where="Polsek")
OLD_KK = paper("Kartu Keluarga lama", "handed_in")
BIRTH = paper("Fotokopi akta kelahiran")
OLD_CARD = paper("KTP-el lama", "exchanged")
MARRIAGE = paper("Buku nikah / kutipan akta perkawinan", "shown_and_copy")
PRESENT = paper("Hadir sendiri untuk perekaman foto, sidik jari, iris dan tanda tangan", "in_person", 0)
STATEMENT = paper("Surat pernyataan tidak memiliki dokumen (F-1.04)", "statement", note="Bermeterai Rp10.000")


def item(n=7, service="KTP-el hilang", forecast=None, **more):
    facts = {
        "number": f"L1-20260406-{n:04}",
        "name": name(n),
        "nik": "1671********0001",
        "service": service,
        "received": [F102, POLICE, KK_COPY],
        "to_follow": [],
        "working_days": 14,
        "minutes": 0,
        "days": 0,
        "due": at(16, 0, dt.date(2026, 4, 24)),
        "forecast": forecast or r.Forecast(kind="date", on=dt.date(2026, 4, 8)),
        "cost": FREE,
    }
    return r.ReceiptItem(**(facts | more))


def receipt(items=None, *, demo=False, copy=False):
    return r.Receipt(
        head=head(demo=demo),
        items=items or [item()],
        at=at(),
        staff="Siti Rahma",
        counter="L1",
        collect_hours="08.00-15.00",
        complaints="(0711) 510123, lapor.go.id",
        copy=copy,
    )


def family_receipt(*, demo=False, copy=False):
    """A family's KK, KTP and KIA handed in at one visit."""
    unknown = r.Forecast(kind="unknown")
    waiting = r.Forecast(kind="blangko", rank=38, delivery=dt.date(2026, 4, 27))
    return receipt(
        [
            item(7, "KK tambah anggota", working_days=3, received=[F102, OLD_KK, MARRIAGE]),
            item(8, "KTP-el baru (pemula)", waiting, received=[F102, KK_COPY, PRESENT], to_follow=[BIRTH]),
            item(9, "KTP-el rusak", unknown, received=[F102, OLD_CARD, KK_COPY]),
        ],
        demo=demo,
        copy=copy,
    )


def nasty_receipt():
    return receipt(
        [item(1, NASTY, name=ENDLESS, received=[paper(NASTY), paper(ENDLESS, "handed_in", note=NASTY)])]
    )


def slip(*, demo=False, copy=False, number="L1-20260406-0007", deposited=False):
    choice = r.Choice(
        label="Bukti tempat tinggal",
        min=1,
        options=[paper("Sertifikat tanah", "shown"), paper("Perjanjian sewa"), paper("Surat keterangan RT")],
    )
    return r.Slip(
        head=head(demo=demo),
        number=number,
        name="Kiagus Ahmad Fadhil" if number else "",
        service="KTP-el hilang",
        at=at(),
        missing=[POLICE, paper("Kartu Keluarga", copies=2), STATEMENT],
        choices=[choice],
        complete=["Formulir F-1.02", "Kartu Keluarga asli"],
        deposited=deposited,
        staff="Siti Rahma",
        counter="L1",
        cost=FREE,
        complaints="(0711) 510123, lapor.go.id",
        copy=copy,
    )


def handover(*, demo=False, copy=False, relation="anak kandung"):
    return r.HandOver(
        head=head(demo=demo),
        number="L1-20260406-0007",
        name=LONG_NAME,
        nik="1671034101900001",
        service="KTP-el hilang",
        products=[r.HandedOut(label="KTP-el", serial="AB000102")],
        receiver="Nyimas Zahra Aulia" if relation else LONG_NAME,
        relation=relation,
        proof="KTP-el",
        power=True if relation else None,
        old_card_withdrawn=True,
        at=at(14, 20),
        staff="Marlina Putri",
        counter="L1",
        copy=copy,
        receipt_returned=True,
    )


def ticket(*, demo=False):
    return r.Ticket(
        head=head(demo=demo),
        id="L1-20260406-A012",
        number="A012",
        group="KTP",
        klass="Prioritas",
        at=at(8, 20),
        ahead=4,
        counter="L1",
        wait=(10, 25),
        also=["Surat"],
    )


def service_day(n, *, busy):
    key, label, group = SERVICES[n]
    seven = (14, 21, 17, 1) if busy else (0, 0, 0, 0)
    carried, received, done, closed = (x * (n + 2) // 3 for x in seven) if n in (0, 5, 15) else (0, 0, 0, 0)
    if busy and n % 3 == 1:
        carried, received, done, closed = 3, n % 4, n % 3, 0
    rest = carried + received - done - closed
    return r.ServiceDay(
        service=key,
        label=label,
        group=group,
        carried_over=carried,
        received=received,
        done=done,
        closed=closed,
        open=rest,
        late=rest // 4,
        returned=received // 5,
        collected=done,
    )


def blangko_day(kind, label, *numbers, days_left=None):
    names = [
        "opening",
        "received",
        "used",
        "used_new",
        "used_lost",
        "used_damaged",
        "used_change",
        "spoiled",
        "counted",
        "closing",
        "waiting",
    ]
    facts = dict(zip(names, numbers, strict=True))
    return r.BlangkoDay(kind=kind, label=label, days_left=days_left, withdrawn=6, destroyed=0, **facts)


def day(*, busy=True):
    empty_queue = r.QueueDay(
        taken=0, served=0, skipped=0, priority=0, mean_wait=None, longest_wait=None, out_of_turn=[]
    )
    facts = {
        "date": DAY if busy else dt.date(2026, 4, 7),
        "counter": "L1",
        "services": [service_day(n, busy=busy) for n in range(len(SERVICES))],
        "stalled": {},
        "stalled_rows": [],
        "blangko": [],
        "out_of_line": [],
        "missing": [],
        "signing": r.SigningDay(entered=0, signed=0, signed_by={}, left=0, oldest=0),
        "queue": empty_queue,
        "staff": [],
        "notes": [],
        "anchor": r.Anchor(entries=124, hash="9f3a61c20b7de845"),
        "counters": [r.CounterDay(code="L1", until=at(15, 58), complete=True, seal="124:9f3a61c20b7de845")],
    }
    return r.Day(**(facts | (_busy() if busy else {})))


MISSING = [
    "Fotokopi Kartu Keluarga",
    "Surat keterangan hilang dari kepolisian",
    "Formulir F-1.02",
    "Surat pernyataan tanggung jawab mutlak kebenaran data (SPTJM) bermeterai",
    "Fotokopi buku nikah",
]
OUT_OF_LINE = r.OutOfTurn(
    what="L1-20260401-0012", staff="Siti Rahma", passed=3, reason="akan berangkat umrah"
)
OUT_OF_TURN = r.OutOfTurn(
    what="A031", staff="Agus Salim", passed=4, reason="jenazah menunggu surat kematian", at=at(10, 42)
)
NASTY_TURN = r.OutOfTurn(
    what="D104", staff=LONG_NAME, passed=21, reason=f"{NASTY}, " + "ibu sakit " * 14, at=at(15, 7)
)


def _busy():
    stalled = [
        ("citizen", 2, 3, "Pemohon dihubungi untuk melengkapi data"),
        ("blangko", 38, 21, "KTP-el: kiriman 500 keping diperkirakan 27 April 2026; KIA: belum ada kabar"),
        ("signature", 5, 2, "Camat kembali 9 April 2026"),
        ("agency", 11, 16, "Menunggu pemeriksaan data ganda di pusat"),
        ("disruption", 1, 1, "Alat perekam rusak sejak 6 April 2026"),
    ]
    return {
        "stalled": {cause: number for cause, number, _longest, _frees in stalled},
        "stalled_rows": [r.StallDay(cause=c, number=n, longest=x, frees=f) for c, n, x, f in stalled],
        "blangko": [
            blangko_day("ktp_el", "KTP-el", 12, 50, 59, 24, 18, 9, 8, 1, -2, 0, 38, days_left=0),
            blangko_day("kk", "Kartu Keluarga", 1240, 0, 31, 12, 5, 4, 10, 0, 0, 1209, 0, days_left=39),
            blangko_day("kia", "KIA", 80, 0, 6, 6, 0, 0, 0, 0, 0, 74, 2, days_left=12),
        ],
        "out_of_line": [OUT_OF_LINE],
        "missing": [
            r.MissingDay(requirement=f"r{n}", label=label, times=9 - n) for n, label in enumerate(MISSING)
        ],
        "signing": r.SigningDay(
            entered=42,
            signed=37,
            signed_by={CAMAT.name + " (Camat)": 30, "R. M. Iskandar, S.E. (Plh.)": 7},
            left=5,
            oldest=2,
        ),
        "queue": r.QueueDay(
            taken=128,
            served=119,
            skipped=6,
            priority=14,
            mean_wait=17.4,
            longest_wait=52.0,
            out_of_turn=[OUT_OF_TURN],
            left_open=3,
        ),
        "staff": [
            r.StaffDay(
                staff=s,
                name=s,
                received=40 - 9 * n,
                returned=5 - n,
                done=31 - n,
                handed_over=22 + n,
                minutes=11.46 + n,
                standard=12,
            )
            for n, s in enumerate(STAFF)
        ],
        "notes": [
            "Jaringan SIAK terputus pukul 10.05 sampai 10.40 (35 menit).",
            "Pembetulan nama pada L1-20260403-0004 oleh Siti Rahma: salah ketik.",
        ],
    }


def register_rows(count):
    states = ["diproses", "siap diambil", "diambil", "dikembalikan", "tertunda (blangko)"]
    return [
        r.RegisterRow(
            at=at(7 + (n // 12) % 9, n * 5 % 60, DAY + dt.timedelta(days=n // 60)),
            number=f"L1-20260406-{n + 1:04}",
            name=name(n),
            kelurahan=KELURAHAN[n % 7],
            group=("KTP", "KK", "Surat")[n % 3],
            service=SERVICES[n % 25][1],
            staff=STAFF[n % 3],
            state=states[n % 5],
            minutes=None if n % 7 == 3 else 6 + n % 15,
            note="out of line" if n % 19 == 5 else "",
        )
        for n in range(count)
    ]


def daily(*, busy=True, demo=False, rows=58):
    return r.DailyReport(
        head=head(demo=demo),
        day=day(busy=busy),
        hours="07.30-16.00",
        camat="dinas luar s.d. 8 April 2026 (Plh. R. M. Iskandar, S.E., M.M.)" if busy else "di tempat",
        register=register_rows(rows) if busy else [],
        left_signer=CAMAT,
        right_signer=KASI,
        one_counter=True,
        printed=PRINTED,
    )


def register_totals(rows):
    states = sorted({row.state for row in rows})
    return [
        r.RegisterTotal(
            group=group, states={s: sum((row.group, row.state) == (group, s) for row in rows) for s in states}
        )
        for group in ("KTP", "KK", "Surat")
        if any(row.group == group for row in rows)
    ]


def register(rows=700, *, demo=False):
    listed = register_rows(rows)
    return r.Register(
        head=head(demo=demo),
        first=dt.date(2026, 1, 1),
        last=dt.date(2026, 12, 31),
        rows=listed,
        totals=register_totals(listed),
        left_signer=CAMAT,
        right_signer=KASI,
        printed=PRINTED,
    )
