"""Plausible people from many countries: common given and family names, put together at random. Nobody real is meant."""

from random import Random

# Paragraphs by turns: the given names of one region, then its family names, so that the two of a person go together.
NAMES = """
Alice Amelia Ben Callum Charlotte Daniel Eleanor Emily Freya George Grace Harry Isla Jack Jessica Lewis Megan
Oliver Poppy Rhys Sophie Thomas

Adams Baker Bennett Carter Clarke Cooper Davies Edwards Fletcher Foster Harris Hughes Jenkins Knight Mason
Morgan Palmer Reed Shaw Turner Walsh Wright

Anna Annika Bastian Carla Elias Emma Felix Finn Franziska Hannah Jan Johanna Jonas Katharina Lena Lukas Marie
Maximilian Mia Niklas Paul Theresa

Albrecht Bauer Becker Braun Fischer Frank Hartmann Hoffmann Huber Keller Koch Krüger Lang Lehmann Neumann
Richter Schmitz Schröder Vogel Wagner Weber Zimmermann

Adèle Antoine Camille Chloé Clément Élise Gabriel Hugo Inès Jules Juliette Léa Louis Lucie Manon Mathis Noémie
Océane Raphaël Romain Théo Zoé

Bernard Blanchet Bonnet Caron Chevalier Dubois Dupont Fontaine Fournier Garnier Girard Lambert Laurent Leroy
Marchand Mercier Moreau Perrin Petit Renard Roussel Vidal

Alejandro Álvaro Beatriz Carmen Diego Elena Esteban Francisca Irene Javier Jimena Joaquín Lucía Marta Mateo
Nuria Pablo Paula Rocío Sergio Sofía Valentina

Aguilar Blanco Cabrera Castillo Delgado Domínguez Fuentes García Herrera Iglesias Jiménez Medina Molina
Navarro Ortega Peña Ramos Rivas Romero Serrano Torres Vega

Alessia Andrea Beatrice Chiara Davide Edoardo Elisa Federica Francesca Gaia Giacomo Giorgia Giulia Leonardo
Lorenzo Luca Marco Martina Matteo Paolo Sara Tommaso

Barbieri Bianchi Colombo Conti Costa Esposito Ferrara Ferrari Gallo Greco Lombardi Mancini Marino Martini
Moretti Ricci Rinaldi Romano Russo Santoro Testa Villa

Agnieszka Aleksandra Bartosz Dorota Filip Grzegorz Iwona Jakub Kamil Karolina Katarzyna Krzysztof Łukasz
Maciej Magdalena Marek Natalia Paweł Piotr Tomasz Wojciech Zuzanna

Baran Czarnecka Dąbek Duda Gajda Górka Jabłońska Kaczmarek Kowal Kozioł Król Krupa Lis Mazur Nowak Pawlak
Sikora Szczepaniak Wieczorek Witek Wrona Zając

Ahmet Aslı Ayşe Burak Cem Deniz Ece Elif Emre Fatma Gül Hakan İpek Kerem Leyla Mehmet Merve Murat Selin Tolga
Yusuf Zeynep

Acar Aksoy Arslan Aydın Bulut Çelik Demir Doğan Erdem Güneş Kara Kaya Kılıç Koç Korkmaz Özdemir Öztürk Polat
Şahin Tekin Yıldız Yılmaz

Aisha Amina Fatima Hana Hassan Ibrahim Karim Khalid Laila Layla Mariam Nadia Nour Omar Rania Samir Salma Tariq
Walid Yasmin Youssef Zainab

Abbas Aziz Bakri Farah Fares Haddad Hakim Hamdan Hashemi Issa Jaber Kamal Khoury Mansour Masri Najjar Nasser
Qasim Rahman Saleh Sayegh Tahan

Aarav Aditi Ananya Arjun Deepa Divya Gaurav Ishaan Kavya Kiran Lakshmi Meera Neha Nikhil Pooja Priya Rahul
Rohan Sanjay Shreya Vikram Vivaan

Agarwal Banerjee Bhatt Chopra Das Desai Gupta Iyer Joshi Kapoor Kulkarni Kumar Malhotra Mehta Mishra Nair
Patel Rao Reddy Sharma Singh Verma

Akiko Aoi Daichi Emi Haruka Haruto Hina Hiroshi Kaito Kenji Mei Naoki Ren Riku Sakura Satoshi Shota Takumi Yui
Yuki Yuto Yuna

Abe Endo Fujita Goto Hayashi Ikeda Inoue Ishikawa Ito Kato Kimura Kobayashi Matsumoto Mori Nakamura Ogawa
Okada Saito Sasaki Tanaka Watanabe Yamada

Adaeze Amara Ayodele Chidi Chioma Ebele Emeka Femi Ifeoma Ikenna Kofi Kwame Ngozi Nia Obinna Oluwaseun Sefu
Thandiwe Tunde Wanjiru Yaw Zola

Abara Achebe Adeyemi Afolabi Agyei Asante Balogun Boateng Diallo Dlamini Eze Kamau Keita Mensah Mwangi Ndlovu
Nkosi Ochieng Okafor Okoye Osei Traoré

Anders Astrid Axel Ebba Elsa Emil Erik Freja Gustav Ida Ingrid Johan Karin Lars Linnea Magnus Maja Nils Oskar
Sanna Signe Tuva

Andersson Berg Bergström Dahl Ekström Eriksen Forsberg Hagen Hansen Holm Jensen Johansson Karlsson Larsen
Lindberg Lindgren Lund Nilsson Nyström Sandberg Solberg Strand
"""
_PARAGRAPHS = [paragraph.split() for paragraph in NAMES.split("\n\n")]
PEOPLE: tuple[str, ...] = tuple(
    f"{given} {family}"
    for givens, families in zip(_PARAGRAPHS[::2], _PARAGRAPHS[1::2], strict=True)
    for given in givens
    for family in families
)


def different_names(rng: Random, people: int) -> list[str]:
    """So many names, no two the same; raises ValueError when there are not so many."""
    return rng.sample(PEOPLE, people)


def any_name(rng: Random) -> str:
    """One name; two people may well have the same."""
    return rng.choice(PEOPLE)
