"""Citizens of a made-up kecamatan: names as often as they are heard there, NIK that pass every rule."""

from __future__ import annotations

import datetime as dt
from random import Random

from counter_app.domain.events import Applicant


def _names(text: str) -> list[str]:
    return text.split()


REGION = "167103"
MEN = _names(
    "Muhammad Ahmad Agus Budi Andi Rizki Dedi Hendra Joko Eko Yusuf Ibrahim Fajar Rahmat Iwan Bambang Arif "
    "Surya Dimas Heri Rudi Usman Ali Hasan Zainal Kemas Kiagus Febri Yoga Bagus Ilham Ridwan"
)
WOMEN = _names(
    "Siti Nur Sri Dewi Ayu Rina Fitri Lestari Wulan Yuni Eka Ratna Indah Maya Putri Aisyah Nurul Desi Sari "
    "Rini Lia Mega Yanti Tri Kartika Masayu Nyimas Suryani Halimah Rohani Zahra Anita"
)
LAST = _names(
    "Rahma Saputra Wijaya Hidayat Santoso Susanti Wahyuni Kurniawan Setiawan Pratama Lestari Handayani "
    "Nugroho Utami Ramadhan Aminah Hasanah Fadillah Rahayu Permata Firmansyah Yulianti Maharani Hakim "
    "Gunawan Marlina Sulastri Syahputra Anggraini Oktaviani Sinaga Nasution Simanjuntak Zulkarnain"
)
RARE = "Xaverius"  # some ten of them in a hundred thousand
KELURAHAN = ("Tangga Takat", "14 Ulu", "16 Ulu", "Sentosa", "11 Ulu", "12 Ulu", "13 Ulu")


def newcomer(n: int) -> dict[str, str]:
    """Return the ``n``-th citizen who has never been here: of another kecamatan."""
    nik = f"167199{n % 28 + 1:02}06{85 + n // 28 % 10:02}{n % 9998 + 1:04}"
    return {"name": f"{WOMEN[n % len(WOMEN)]} {LAST[n % len(LAST)]}", "nik": nik, "phone": "081200000000"}


class People:
    """Draws applicants; one in three has been here before."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._seen: list[Applicant] = []
        self._serial = 0

    def applicant(self, today: dt.date, least_age: int) -> Applicant:
        """Return a citizen of at least ``least_age`` years."""
        random = self._random
        if self._seen and random.random() < 0.33:
            known = random.choice(self._seen)
            if known.birth_date and (today - known.birth_date).days > (least_age + 1) * 366:
                return known
        citizen = self._born(today, least_age)
        self._seen.append(citizen)
        return citizen

    def _born(self, today: dt.date, least_age: int) -> Applicant:
        random = self._random
        days = random.randrange((least_age + 1) * 366, 70 * 365)
        birth = today - dt.timedelta(days=days)
        woman = random.random() < 0.52
        self._serial = self._serial % 9998 + 1
        day = birth.day + (40 if woman else 0)
        return Applicant(
            name=self._name(woman),
            nik=f"{REGION}{day:02}{birth.month:02}{birth.year % 100:02}{self._serial:04}",
            birth_date=birth,
            sex="P" if woman else "L",
            phone=f"0812{random.randrange(10**8):08}",
            kelurahan=random.choice(KELURAHAN),
            address=f"Jl. KH. Azhari No. {random.randrange(1, 900)} RT {random.randrange(1, 40):02}",
        )

    def _name(self, woman: bool) -> str:
        """The first names of the list are the commonest, as in any town."""
        random = self._random
        names = WOMEN if woman else MEN
        first = names[min(int(random.expovariate(0.12)), len(names) - 1)]
        if random.random() < 0.0001:
            first = RARE
        return " ".join([first, *random.sample(LAST, random.choice((1, 1, 2)))])
