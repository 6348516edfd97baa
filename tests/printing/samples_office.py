"""More records: leaflets, folders, the shelf, stock books, recaps."""

import datetime as dt

import samples
from samples import (
    CAMAT,
    F102,
    KASI,
    KELURAHAN,
    KK_COPY,
    LONG_NAME,
    MARRIAGE,
    NASTY,
    POLICE,
    PRESENT,
    PRINTED,
    SEKCAM,
    SERVICES,
    STATEMENT,
    at,
    head,
    name,
    paper,
)

from counter_app.domain.ages import LONG
from counter_app.office import records as r
from counter_app.printing.comparison import Change, ComparisonSheet
from counter_app.printing.comparison_chart import Bar, Panel
from counter_app.printing.recovery import RecoverySheet

MARRIED = r.LeafletCondition(
    case="di bawah 17 tahun dan sudah atau pernah kawin", papers=[MARRIAGE], choices=[]
)
PROXY = r.LeafletCondition(
    case="berkas dibawa orang lain",
    papers=[paper("Surat kuasa bermeterai", "handed_in"), paper("KTP-el penerima kuasa", "shown_and_copy")],
    choices=[],
)
RENTS = r.LeafletCondition(
    case="menumpang, menyewa atau kos",
    papers=[],
    choices=[
        r.Choice(
            label="Bukti tempat tinggal",
            min=1,
            options=[paper("Surat pernyataan pemilik rumah", "statement"), paper("Perjanjian sewa")],
        )
    ],
)


def leaflet(*, demo=False, full=True):
    return r.Leaflet(
        head=head(demo=demo),
        service="KTP-el baru (pemula)" if full else "Legalisasi",
        issuer="Diterbitkan Disdukcapil Kota Palembang" if full else "",
        papers=[PRESENT, F102, KK_COPY, paper("Akta kelahiran", "shown_and_copy", 2), POLICE, STATEMENT]
        if full
        else [paper("Dokumen asli", "shown"), paper("Fotokopi dokumen", copies=3)],
        choices=[
            r.Choice(
                label="Bukti kewarganegaraan",
                min=1,
                options=[paper("Paspor", "shown"), paper("Ijazah terakhir", "shown")],
            )
        ]
        if full
        else [],
        conditions=[MARRIED, PROXY, RENTS] if full else [],
        optional=[paper("Surat pengantar RT/RW", "handed_in")] if full else [],
        working_days=14 if full else 0,
        minutes=0 if full else 10,
        days=0,
        cost=r.Cost(law="UU 24/2013 art. 79A" if full else ""),
        age="Berusia 17 tahun atau lebih, atau sudah atau pernah kawin." if full else "",
        hint="Perekaman dapat dilakukan sejak usia 16 tahun." if full else "",
        law=["UU 24/2013 art. 63-64", "Perpres 96/2018 art. 15"] if full else [],
        hours=["Senin-Kamis 07.30-16.00", "Jumat 07.30-11.30 dan 13.00-16.00"],
        complaints="(0711) 510123, lapor.go.id",
    )


def batch(rows=9, *, demo=False):
    return r.SigningBatch(
        head=head(demo=demo),
        to="Camat Seberang Ulu II",
        rows=[
            r.BatchRow(
                number=f"L1-20260402-{n + 1:04}",
                name=name(n + 11),
                service=SERVICES[(n * 5) % 25][1],
                since=dt.date(2026, 4, 2 + n % 4),
                working_days=max(0, 2 - n % 4),
                stalled=n < 2,
            )
            for n in range(rows)
        ],
        signer=KASI,
        printed=PRINTED,
    )


def calls(rows=12, *, demo=False):
    return r.CallList(
        head=head(demo=demo),
        kind="KTP-el",
        on_hand=50 if rows else 0,
        waiting=88 if rows else 0,
        rows=[
            r.CallRow(
                rank=n + 1,
                number=f"L1-20260309-{n + 1:04}",
                name=name(n + 7),
                phone="" if n == 4 else f"0812-7345-{n * 137 % 10000:04}",
                kelurahan=KELURAHAN[n % 7],
                service=SERVICES[n % 4][1],
                since=dt.date(2026, 3, 9 + n),
            )
            for n in range(rows)
        ],
        printed=PRINTED,
    )


def ledger(rows=40, *, demo=False):
    left, lines = 120, []
    for n in range(rows):
        received, used, spoiled, counted = [(0, 1, 0, 0), (500, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, -2)][
            0 if n % 8 else (n // 8) % 3 + 1
        ]
        left += received - used - spoiled + counted
        lines.append(
            r.LedgerRow(
                at=at(8 + n % 8, 5, dt.date(2026, 4, 1 + n % 28)),
                what=f"Dipakai: {name(n)}" if used else "Diterima" if received else "Selisih hitung fisik",
                letter="BA 470/12/DKPS/2026" if received else "",
                serial="00123501-00124000" if received else f"001235{n:02}",
                received=received,
                used=used,
                spoiled=spoiled,
                counted=counted,
                left=left,
                staff="Siti Rahma",
            )
        )
    return r.Ledger(
        head=head(demo=demo),
        kind="KTP-el",
        first=dt.date(2026, 4, 1),
        last=dt.date(2026, 4, 30),
        opening=120,
        rows=lines,
        closing=left,
        left_signer=SEKCAM,
        right_signer=KASI,
        printed=PRINTED,
    )


def manifest(rows=10, *, demo=False, returned=True):
    back = at(10, 30, dt.date(2026, 4, 9))
    return r.Manifest(
        head=head(demo=demo),
        batch="L1-20260406-B02",
        agency="Disdukcapil",
        addressee="Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang",
        addressee_place="Palembang",
        at=at(15, 10),
        rows=[
            r.ManifestRow(
                number=f"L1-20260406-{n + 1:04}",
                name=name(n + 13),
                nik=f"167103150690{n:04}",
                service=SERVICES[n % 14][1],
                back=back if returned and n % 5 != 2 else None,
            )
            for n in range(rows)
        ],
        received=back if returned else None,
        signer=KASI,
        printed=PRINTED,
    )


def collection(rows=30, *, demo=False):
    return r.CollectionBook(
        head=head(demo=demo),
        first=dt.date(2026, 4, 6),
        last=dt.date(2026, 4, 10),
        rows=[
            r.CollectionRow(
                number=f"L1-20260401-{n + 1:04}",
                name=name(n + 9),
                service=SERVICES[n % 25][1],
                shelf=f"B{n + 1}" if n % 3 else "",
                ready=dt.date(2026, 4, 2),
                receiver=name(n) if n % 4 == 0 else "",
                collected=at(11, 5) if n % 4 == 0 else None,
            )
            for n in range(rows)
        ],
        printed=PRINTED,
    )


def destruction(rows=8, *, demo=False, witnesses=2):
    return r.Destruction(
        head=head(demo=demo),
        number="470/12/SU.II/2026",
        at=at(14, 30),
        method="dipotong lalu dibakar",
        rows=[
            r.DestroyedRow(
                name=name(n) if n else "",
                nik=f"167103150690{n:04}" if n else "",
                number=f"L1-20260311-{n + 1:04}" if n else "",
                kind="KTP-el",
                serial=f"00{n * 7919:06}" if n % 3 else "",
                reason="ditarik saat pengambilan" if n % 2 else "gagal cetak: pita habis",
                on=dt.date(2026, 3, 11 + n % 20),
                quantity=1 if n else 4,
            )
            for n in range(rows)
        ],
        witnesses=[
            r.Witness(name="Agus Salim", title="Kasi Pelayanan", nip="197808152005012007"),
            r.Witness(name=LONG_NAME),
            r.Witness(name="Marlina Putri"),
        ][:witnesses],
        signer=CAMAT,
        printed=PRINTED,
    )


def target(year, group, aim, received, inside=None):
    inside = received if inside is None else inside
    return r.TargetRow(year=year, group=group, target=aim, received=received, inside=inside)


def recap(*, demo=False, full=True, months=11):
    groups = [
        ("KTP", 3120),
        ("KK", 4218),
        ("KIA", 611),
        ("Pindah", 902),
        ("Surat", 1874),
        ("Rekomendasi", 595),
    ]
    rows = []
    for n, (group, received) in enumerate(groups):
        carried, done, closed = received // 17, received * 9 // 10, received // 200
        left = carried + received - done - closed
        causes = {
            "blangko": left // 2 if n < 3 else 0,
            "signature": left // 9,
            "agency": left // 8,
            "citizen": 3,
        }
        causes["office"] = left - sum(causes.values())
        ages = {age.name: left // (n + 4) for n, age in enumerate(LONG[:-1])}
        ages[LONG[-1].name] = left - sum(ages.values())
        rows.append(
            r.RecapRow(
                group=group,
                carried_over=carried,
                received=received,
                done=done,
                closed=closed,
                open=left,
                open_by_cause=causes,
                open_by_age=ages,
                longest=201 - n,
            )
        )
    series = [
        r.MonthRow(
            month=dt.date(2026 + n // 12, n % 12 + 1, 1),
            received=840 + n * 131 % 420,
            done=790 + n * 173 % 380,
            closed=n % 3,
            open=120 + n * 9,
        )
        for n in range(months)
    ]
    return r.Recap(
        head=head(demo=demo),
        first=dt.date(2026, 1, 1),
        last=dt.date(2026, 12, 31),
        until=dt.date(2026, 11, 24),
        rows=rows if full else [],
        targets=[target(2026, "KTP", 3000, 3120), target(2026, "KK", 4500, 4218)] if full else [],
        months=series if full else [],
        left_signer=CAMAT,
        right_signer=KASI,
        printed=PRINTED,
    )


def _queue_row(name, taken, n=0):
    missed = taken // 19
    return r.QueueRow(
        name=name,
        taken=taken,
        served=taken - 3 * missed,
        skipped=missed,
        transferred=missed,
        left_open=missed,
        wait=11.5 + n if taken else None,
        wait_p90=31.2 + 3 * n if taken else None,
        way=0.8 if taken else None,
        service=7.4 + n / 3 if taken else None,
        service_p90=16.1 + n if taken else None,
    )


def queue(*, demo=False, full=True):
    groups = ["KTP", "Kartu Keluarga", "Pindah", "Surat", "Rekomendasi", "Pengambilan", "Informasi"]
    by_hour = [18, 71, 88, 64, 22, 39, 31, 17, 4]
    return r.QueueReport(
        head=head(demo=demo),
        first=dt.date(2026, 4, 1),
        last=dt.date(2026, 4, 30),
        groups=[_queue_row(g, 96 - 13 * n, n) for n, g in enumerate(groups)] if full else [],
        classes=[_queue_row("Biasa", 301, 3), _queue_row("Prioritas", 38), _queue_row("Kembali", 14, 1)]
        if full
        else [],
        hours=[_queue_row(f"{8 + n:02}.00", taken, n) for n, taken in enumerate(by_hour)] if full else [],
        total=_queue_row("Jumlah", 353 if full else 0, 3),
        staff=[
            r.QueueStaff(staff=name, served=120 - n, service=7.9, out_of_turn=3 - n, passed=9 - 3 * n)
            for n, name in enumerate([*samples.STAFF, LONG_NAME] if full else [])
        ],
        counters=[
            r.CounterTime(counter=f"L{n + 1}", days=20, open=20 * 431, paused=20 * 47 * (n > 0))
            for n in range(3 if full else 0)
        ],
        out_of_turn=[samples.OUT_OF_TURN, samples.OUT_OF_TURN, samples.NASTY_TURN] if full else [],
        left_signer=CAMAT,
        right_signer=KASI,
        printed=PRINTED,
        one_counter=True,
    )


def person(rows=12, *, demo=False, closed=2):
    numbers = [f"L1-20260406-{n + 1:04}" for n in range(3)]
    return r.PersonalData(
        head=head(demo=demo),
        applicant=r.PersonalIdentity(
            name=LONG_NAME if rows else "Siti",
            nik="1671034101900001",
            birth_date=dt.date(1990, 1, 1) if rows else None,
            sex="perempuan" if rows else "",
            phone="0812-7345-1111" if rows else "",
            kelurahan="12 Ulu",
            address=NASTY if rows else "",
        ),
        applications=[_case(n, number) for n, number in enumerate(numbers)],
        papers=[
            r.PersonalPaper(number=numbers[0], label=KK_COPY.label, doc="copy", note="") for _n in range(rows)
        ],
        acts=[
            r.PersonalAct(
                at=at(8 + n // 4, n * 7 % 60),
                number=numbers[n % 3],
                what="NIK lengkap dilihat",
                staff=samples.STAFF[n % 3],
                note="sebab" if n % 2 else "",
                whole_nik=n % 3 == 0,
            )
            for n in range(rows)
        ],
        exports=[
            r.PersonalExport(at=at(15), staff="Siti", what="register", sure=n % 2 == 0) for n in range(rows)
        ],
        closed=closed,
        signer=r.Signer(title="Supervisor,", name="Siti Rahma", rank="", nip=""),
        printed=PRINTED,
    )


def _case(n, number):
    return r.PersonalApplication(
        number=number,
        name=name(1),
        service="KTP-el hilang",
        opened=at(),
        accepted=at(10),
        ready=at(11) if n else None,
        ended=at(12) if n else None,
        state="Selesai",
        remark=NASTY if n else "",
    )


def audit(rows=60, *, demo=False, staff=""):
    acts = ["Dibuka", "Berkas diperiksa", "Diterima lengkap", "NIK lengkap ditampilkan", "Dicetak"]
    return r.AuditReport(
        head=head(demo=demo),
        first=dt.date(2026, 4, 1),
        last=samples.DAY,
        staff=staff,
        application="",
        what="",
        rows=[
            r.AuditRow(
                at=at(8 + n // 20, n * 7 % 60),
                name=samples.STAFF[n % 3],
                role="" if n == 5 else "Petugas loket",
                what=acts[n % 5] if n != 7 else f"{NASTY}: sebab",
                about=f"L1-20260406-{n // 5 + 1:04}, {LONG_NAME if n == 3 else name(n)} (1671********{n:04})",
            )
            for n in range(rows)
        ],
        totals=[
            r.AuditTotal(name=who, role="Petugas loket", entries=rows // 3, applications=n)
            for n, who in enumerate(samples.STAFF if rows else [])
        ],
        anchor=r.Anchor(entries=124 if rows else 0, hash="9f3a61c20b7de845" if rows else ""),
        left_signer=CAMAT,
        right_signer=KASI,
        printed=PRINTED,
        one_counter=True,
    )


def nasty_batch():
    row = r.BatchRow(
        number="L1-20260402-0001",
        name=NASTY * 5,
        service="x" * 200,
        since=at().date(),
        working_days=0,
        stalled=True,
    )
    return r.SigningBatch(head=head(), to=NASTY, rows=[row], signer=KASI, printed=PRINTED)


def recovery(*, demo=False, key="7K2QX-0M8WV-HHWWM-31Z9D-QXW0R"):
    return RecoverySheet(head=head(demo=demo), key=key, on=samples.DAY)


def comparison(*, demo=False):
    labels = ["As it was", "A deputy signs", "Monthly deliveries"]
    ends = [(748, 760), (63, 79), (660, 671)]
    bars = [Bar(label, *end, f"{end[0]}-{end[1]}") for label, end in zip(labels, ends, strict=True)]
    return ComparisonSheet(
        head=head(demo=demo),
        printed=PRINTED,
        title="Seberang Ulu II, Palembang, 2017",
        when="Played on 6 April 2026",
        played="A played year",
        invented="Nobody in it lives.",
        panels=[
            Panel("KTP open at the end of the year", bars),
            Panel("KK open at the end of the year", bars),
        ],
        changes=[
            Change(label, "What it changes.", ["63 instead of 748 KK stay open."]) for label in labels[1:]
        ],
        common=["None of this moves the KTP."],
        heads=["Figure", *labels],
        rows=[["Open at the end of the year"], ["KK", *(bar.told for bar in bars)]],
        notes=["Days are calendar days."],
        basis=["From the study."],
    )


def every(*, demo=False):
    """One full record for each paper, by its name."""
    return {
        "receipt": samples.family_receipt(demo=demo, copy=demo),
        "slip": samples.slip(demo=demo, copy=demo),
        "handover": samples.handover(demo=demo, copy=demo),
        "ticket": samples.ticket(demo=demo),
        "leaflet": leaflet(demo=demo),
        "poster": leaflet(demo=demo),
        "batch": batch(demo=demo),
        "calls": calls(demo=demo),
        "manifest": manifest(demo=demo),
        "collection": collection(demo=demo),
        "ledger": ledger(demo=demo),
        "destruction": destruction(demo=demo),
        "daily": samples.daily(demo=demo),
        "recap": recap(demo=demo),
        "register": samples.register(120, demo=demo),
        "queue": queue(demo=demo),
        "audit": audit(demo=demo),
        "person": person(demo=demo),
        "recovery": recovery(demo=demo),
        "comparison": comparison(demo=demo),
    }


def empty():
    """The records of a day on which nothing happened."""
    return {
        "batch": batch(0),
        "calls": calls(0),
        "manifest": manifest(0, returned=False),
        "collection": collection(0),
        "ledger": ledger(0),
        "destruction": destruction(0, witnesses=0),
        "daily": samples.daily(busy=False),
        "recap": recap(full=False),
        "register": samples.register(0),
        "queue": queue(full=False),
        "audit": audit(0),
        "person": person(0, closed=0),
    }
