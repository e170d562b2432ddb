"""Names of towns and establishments as one writes them, from a table in plain capitals; départements by their number."""

from __future__ import annotations

import re
import unicodedata

SMALL = frozenset("de d du des la le les l sur sous en et aux a lès i".split())
ACCENTED = """Alençon Aléria Allières Angoulême Annœullin Bédenac Besançon Béthune Béziers Châlons Chambéry Château Châteaudun
Châteauroux Condé Écrouves Épinal Étienne Évreux Farlède Guéret Koné Maxéville Mérogis Mézières Montbéliard Montluçon Montmédy
Nîmes Nouméa Orléans Périgueux Quiévrechain Ré Réau Rémire Rhône Santé Saône Talaudière"""
AS_THEY_ARE = {
    "AVIGNON LE PONTET": "Avignon-Le Pontet", "CHALONS SUR MARNE": "Châlons-en-Champagne", "BOIS D ARCY": "Bois-d’Arcy",
    "BOIS D'ARCY": "Bois-d’Arcy",
    "DRUELLE BALSAC": "Druelle Balsac", "FAA'A": "Faa’a", "FAAA NUUTANIA": "Faa’a Nuutania",
    "FRESNES - VILLEJUIF": "Fresnes – Villejuif", "LE MANS LES CROISETTES": "Le Mans-Les Croisettes", "MATA UTU": "Mata Utu",
    "NEUVIC SUR L ISLE": "Neuvic-sur-l’Isle", "NUKU HIVA": "Nuku Hiva", "PARIS LA SANTE": "Paris-La Santé",
    "ST ETIENNE LA TALAUDIERE": "Saint-Étienne-La Talaudière", "SUD FRANCILIEN": "Sud francilien",
    "TATUTU DE PAPEARI": "Tatutu de Papeari", "TEVA I UTA": "Teva I Uta", "TOULON LA FARLEDE": "Toulon-La Farlède",
    "VAL DE BRIEY": "Val de Briey", "VILLENEUVE LES MAGUELONE": "Villeneuve-lès-Maguelone"}
DEPARTMENTS = dict(line.split(" ", 1) for line in """01 Ain
02 Aisne
03 Allier
04 Alpes-de-Haute-Provence
05 Hautes-Alpes
06 Alpes-Maritimes
07 Ardèche
08 Ardennes
09 Ariège
10 Aube
11 Aude
12 Aveyron
13 Bouches-du-Rhône
14 Calvados
15 Cantal
16 Charente
17 Charente-Maritime
18 Cher
19 Corrèze
2A Corse-du-Sud
2B Haute-Corse
21 Côte-d’Or
22 Côtes-d’Armor
23 Creuse
24 Dordogne
25 Doubs
26 Drôme
27 Eure
28 Eure-et-Loir
29 Finistère
30 Gard
31 Haute-Garonne
32 Gers
33 Gironde
34 Hérault
35 Ille-et-Vilaine
36 Indre
37 Indre-et-Loire
38 Isère
39 Jura
40 Landes
41 Loir-et-Cher
42 Loire
43 Haute-Loire
44 Loire-Atlantique
45 Loiret
46 Lot
47 Lot-et-Garonne
48 Lozère
49 Maine-et-Loire
50 Manche
51 Marne
52 Haute-Marne
53 Mayenne
54 Meurthe-et-Moselle
55 Meuse
56 Morbihan
57 Moselle
58 Nièvre
59 Nord
60 Oise
61 Orne
62 Pas-de-Calais
63 Puy-de-Dôme
64 Pyrénées-Atlantiques
65 Hautes-Pyrénées
66 Pyrénées-Orientales
67 Bas-Rhin
68 Haut-Rhin
69 Rhône
70 Haute-Saône
71 Saône-et-Loire
72 Sarthe
73 Savoie
74 Haute-Savoie
75 Paris
76 Seine-Maritime
77 Seine-et-Marne
78 Yvelines
79 Deux-Sèvres
80 Somme
81 Tarn
82 Tarn-et-Garonne
83 Var
84 Vaucluse
85 Vendée
86 Vienne
87 Haute-Vienne
88 Vosges
89 Yonne
90 Territoire de Belfort
91 Essonne
92 Hauts-de-Seine
93 Seine-Saint-Denis
94 Val-de-Marne
95 Val-d’Oise
971 Guadeloupe
972 Martinique
973 Guyane
974 La Réunion
975 Saint-Pierre-et-Miquelon
976 Mayotte
986 Wallis-et-Futuna
987 Polynésie française
988 Nouvelle-Calédonie""".splitlines())


def _flat(word: str) -> str:
    return unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "Oe")).encode("ascii", "ignore").decode().upper()


_WORDS = {_flat(word): word for word in ACCENTED.split()} | {"ST": "Saint", "STE": "Sainte"}


def titled(name: str) -> str:
    """A name printed in capitals, as one writes it: ``BOURG EN BRESSE`` is Bourg-en-Bresse, ``LE HAVRE`` Le Havre."""
    if name in AS_THEY_ARE:
        return AS_THEY_ARE[name]
    words = [_word(word, k) for k, word in enumerate(re.split("[ -]+", name))]
    rest, number = (words[:-1], f" {words[-1]}") if words[-1][0].isdigit() else (words, "")
    if rest[0] in ("Le", "La", "Les") and len(rest) > 1:
        return f"{rest[0]} {'-'.join(rest[1:])}{number}"
    return "-".join(rest) + number


def _word(word: str, place: int) -> str:
    if word[0].isdigit():
        return word.lower().replace("eme", "e")
    if place and word.lower() in SMALL:
        return word.lower()
    return _WORDS.get(word.upper(), word.capitalize())


def department(commune: str) -> tuple[str, str]:
    """Number and name of the département or territory, from the INSEE code of a commune; a postal code may lie elsewhere."""
    code = commune.zfill(5)
    number = code[:3] if code[:2] in ("97", "98") else code[:2]
    return number, DEPARTMENTS[number]
