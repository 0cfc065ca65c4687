import { bold, coloured, de, en, formula, fr, link, rule, type Turn, type Who } from './blocks.ts'

/** The two pages of the European project that are not group pages. */

export const riversStart = (who: Who): Turn[] => {
  const firstCalendar = fr.table(
    ['Quand', 'Lyon', 'Leipzig'],
    ['septembre', 'choisir les groupes', 'Gruppen wählen'],
    ['octobre', 'première sortie, 6 octobre', 'erste Messung, 8. Oktober'],
    ['novembre', 'deuxième sortie, 17 novembre', 'zweite Messung, 19. November'],
  )
  return [
    {
      by: 'Claire Fontaine',
      add: [
        fr.h1('Nos rivières'),
        fr.p(
          'Lyon a deux rivières, Leipzig en a trois. D’où vient cette eau, comment va-t-elle, que raconte-t-elle de nos villes ? Cette année, nous l’étudions à ',
          bold('48 élèves'),
          ', en deux langues.',
        ),
        firstCalendar,
      ],
    },
    {
      by: 'Jonas Becker',
      add: [
        de.h1('Unsere Flüsse'),
        de.p(
          'Durch Lyon fließen Rhône und Saône, durch Leipzig Weiße Elster, Pleiße und Parthe. Woher kommt das Wasser, wie geht es ihm, und was erzählt es von unseren Städten?',
        ),
        de.h2('So arbeiten wir'),
        de.steps(
          'Jede Gruppe füllt ihr Flussheft: vier aus Lyon, vier aus Leipzig.',
          'Jede und jeder schreibt in der eigenen Sprache; die anderen fragen nach.',
          [
            'Gemessen wird mit demselben Koffer: Temperatur, pH, Sauerstoff ',
            formula('\\mathrm{O_2}'),
            ' und Nitrat ',
            formula('\\mathrm{NO_3^-}'),
            '.',
          ],
        ),
      ],
      version: 'Auftakt – Lancement',
    },
    {
      by: 'Claire Fontaine',
      change: [
        [
          firstCalendar,
          fr.h2('Calendrier · Kalender'),
          fr.table(
            ['Quand', 'Lyon', 'Leipzig'],
            ['septembre', 'choisir les groupes', 'Gruppen wählen'],
            ['octobre', 'première sortie, 6 octobre', 'erste Messung, 8. Oktober'],
            ['novembre', 'deuxième sortie, 17 novembre', 'zweite Messung, 19. November'],
            ['janvier', 'écrire les légendes', 'Sagen schreiben'],
            ['22 mars 2027', 'journée mondiale de l’eau : exposition', 'Weltwassertag: Ausstellung'],
          ),
        ],
      ],
      add: [
        fr.h2('Ce que nous cherchons à savoir'),
        fr.p(
          'L’Europe s’est donné une règle commune en 2000, la ',
          link('directive-cadre sur l’eau', 'https://eur-lex.europa.eu/eli/dir/2000/60/oj'),
          ' : toutes les rivières doivent retrouver un ',
          coloured('bon état', 3),
          '. Où en sont les nôtres ?',
        ),
      ],
    },
    {
      by: 'Camille D.',
      add: [
        en.h2('In short, for our visitors'),
        en.p(
          'We are two classes, one in Lyon and one in Leipzig. Six mixed groups each look after a river: they measure the water twice, write down what they see, and tell one story about it. On World Water Day, 22 March, we will show everything in both towns.',
        ),
      ],
    },
    {
      by: 'Hanna M.',
      add: [
        en.h3('Words we needed'),
        en.table(
          ['français', 'Deutsch', 'English'],
          ['la source', 'die Quelle', 'the spring'],
          ['l’affluent', 'der Nebenfluss', 'the tributary'],
          ['le débit', 'der Durchfluss', 'the flow'],
          ['la crue', 'das Hochwasser', 'the flood'],
          ['l’embouchure', 'die Mündung', 'the mouth'],
          ['le barrage', 'das Wehr, der Staudamm', 'the weir, the dam'],
        ),
      ],
    },
    {
      by: 'Djibril S.',
      add: [
        fr.h2('À faire ensemble'),
        fr.tasks(
          [true, 'Choisir les noms des groupes'],
          [true, 'Première mesure dans chaque ville'],
          [true, ['Faire la liste des mots : ', who('Hanna M.')]],
          [false, 'Dessiner la carte des six rivières'],
          [false, 'Enregistrer une légende par groupe'],
        ),
      ],
      version: 'Avant la visioconférence du 24 novembre',
    },
  ]
}

export const riversTeachers = (who: Who): Turn[] => [
  {
    by: 'Claire Fontaine',
    add: [
      fr.h1('Coulisses · Hinter den Kulissen'),
      fr.p('Page des enseignants : les élèves ne la voient pas.'),
      fr.h2('Pour le 24 novembre'),
      fr.tasks(
        [true, 'Imprimer les cartes des élèves arrivés en octobre'],
        [false, ['Visioconférence à 10 h 15, salle 204 ; ', who('Jonas Becker'), ' ouvre à 10 h']],
        [false, 'Demander une autorisation de plus pour la sortie de mars (deux familles)'],
      ),
    ],
  },
  {
    by: 'Jonas Becker',
    add: [
      de.p(
        'Die Gruppen Loire und Main brauchen noch Hilfe: kein Fluss vor der Tür, also keine Messwerte. Vorschlag: Sie vergleichen die Werte der vier anderen und zeichnen die Karte.',
      ),
      rule,
      de.h2('Beurteilung'),
      de.bullets(
        'Fachlich: Messwerte mit Einheit und Quelle',
        'Sprachlich: ein eigener Absatz, ein gegengelesener der Partner',
        'Gemeinsam: Fragen stellen und beantworten',
      ),
    ],
    version: 'Stand vor dem 24. November',
  },
  {
    by: 'Nadia Benali',
    add: [
      fr.p(
        'D’accord pour la carte. Les valeurs de nitrates de Leipzig sont un bon départ pour le cycle de l’azote en janvier ; je garde une heure.',
      ),
    ],
  },
]
