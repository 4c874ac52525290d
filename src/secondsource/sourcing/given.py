"""Given names that are one: short forms, and the same name as other languages and transcriptions have it.

``names`` compares by sound, which tells Sergei and Sergey for one. What differs more is listed here: vowels in short
Arabic names (Yusuf, Youssef), and Ukrainian and Russian forms (Andriy, Andrei). Only names that are the same in
official papers; a name and its counterpart in another culture (George, Jorge) are two.
"""

from __future__ import annotations

_SHORT = {
    "mike": "michael", "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "joe": "joseph",
    "jim": "james", "tom": "thomas", "dan": "daniel", "dave": "david", "steve": "steven", "stephen": "steven",
    "tony": "anthony", "dick": "richard", "rick": "richard", "ted": "edward", "ed": "edward", "chuck": "charles",
    "chris": "christopher", "matt": "matthew", "ben": "benjamin", "sam": "samuel", "alex": "alexander",
    "nick": "nicholas", "ron": "ronald", "don": "donald", "jeff": "jeffrey", "greg": "gregory", "andy": "andrew",
    "larry": "lawrence", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "sue": "susan",
}  # fmt: skip
# In a line: spellings of one name.
_SPELLED = (
    "yusuf yousef youssef yousuf yusef yussef youssif yousif", "ahmad ahmed ahmet", "khalid khaled halid",
    "hussein hussain husayn hossein hosein husain", "hasan hassan", "omar umar", "osama usama oussama",
    "said saeed saied", "mustafa mostafa moustafa", "ibrahim ebrahim", "abdullah abdallah abdulla abdoullah",
    "hamid hameed", "suleiman soliman sulaiman sulayman souleymane", "adel adil", "karim kareem", "nasser nasir naser",
    "tariq tarek tarik", "walid waleed oualid", "rashid rasheed rachid", "fuad fouad", "jamal gamal djamal",
    "majid majed maged", "salim saleem selim", "samir sameer", "rafiq rafik", "anwar anouar", "munir mounir",
    "faisal faysal feisal", "ismail ismael esmail", "yahya yehia yahia", "zaynab zainab zeinab", "aisha aicha ayesha",
    "fatima fatma fatemeh", "maryam mariam meryem", "leila layla laila",
    "alexander aleksandr alexandr oleksandr aliaksandr oleksander", "alexei aleksei alexey oleksii oleksiy",
    "andrei andrey andriy andrii andrej", "anatoly anatolii anatoliy", "dmitry dmitri dmytro dmitriy dmitrii",
    "evgeny yevgeny evgenii yevhen evgeni yevgeniy", "grigory hryhoriy grigori hryhorii", "igor ihor",
    "konstantin kostiantyn kostyantyn", "mikhail mykhailo mihail", "nikolai mykola nikolay nikolaj", "oleg oleh",
    "pavel pavlo", "pyotr petro petr piotr", "sergei sergey serhiy serhii sergej",
    "vasily vasyl vasiliy vasilii vassily",
    "viktor victor", "vitaly vitalii vitaliy", "vladimir volodymyr", "vladislav vladyslav", "vyacheslav viacheslav",
    "yuri yury yurii yuriy iurii", "elena olena yelena", "ekaterina kateryna yekaterina katerina",
    "natalia nataliya natalya",
    "svetlana svitlana", "kirill kyrylo", "maxim maksym maksim", "nikita mykyta", "artyom artem",
)  # fmt: skip
_ONE = {spelling: line.split()[0] for line in _SPELLED for spelling in line.split()}


def one_given_name(name: str) -> str:
    """The form in which a given name, in plain letters, is compared: "Mike" and "Michael" have one."""
    full = _SHORT.get(name, name)
    return _ONE.get(full, full)
