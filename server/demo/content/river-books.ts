import { bold, de, formulaLine, fr, italic, type Turn, type Who } from './blocks.ts'
import { facts, measures, seen, story, toHandIn } from './river-template.ts'
import type { River } from './schools.ts'

/** What each group has written so far; some are further than others, as in any class. */

const rhone = (who: Who): Turn[] => {
  const draft = fr.p('Le Rhône est très large ici. L’eau est verte et elle va vite.')
  return [
    {
      by: 'Alix M.',
      change: [
        [
          facts,
          fr.table(
            ['Carte d’identité', 'Steckbrief'],
            ['Longueur · Länge', '812 km'],
            ['Source · Quelle', 'Glacier du Rhône, canton du Valais (Suisse)'],
            ['Embouchure · Mündung', 'Delta de la Camargue, mer Méditerranée'],
            ['Pays traversés · Länder', 'Suisse, France'],
            ['Affluents · Nebenflüsse', 'Ain, Saône, Isère, Drôme, Ardèche, Durance'],
          ),
        ],
      ],
    },
    { by: 'Elias H.', change: [[seen, draft]] },
    {
      by: 'Kenza A.',
      change: [
        [
          measures,
          fr.table(
            ['Date et lieu', 'Eau (°C)', 'pH', 'O₂ (mg/l)', 'Nitrates (mg/l)'],
            ['6 octobre 2026, berges du Rhône, pont Morand', '16,4', '8,1', '9,2', '3'],
            ['17 novembre 2026, même endroit', '10,9', '8,0', '10,7', '4'],
          ),
          fr.p('Nous avons aussi mesuré la vitesse : un bouchon a parcouru ', bold('20 m en 16 s'), ', soit'),
          formulaLine('v = \\frac{d}{t} = \\frac{20\\ \\text{m}}{16\\ \\text{s}} = 1{,}25\\ \\text{m/s}'),
        ],
      ],
      version: 'Après la sortie du 17 novembre',
    },
    {
      by: 'Anna S.',
      change: [
        [
          draft,
          fr.p(
            'Le Rhône est très large ici. L’eau est verte, presque laiteuse : elle porte encore la poussière de roche des glaciers. Elle va vite, et elle est froide même quand il fait chaud.',
          ),
          de.p(
            'Bei uns ist die Pleiße braun und ganz langsam. Auf eurem Film sieht man richtige Wellen! ',
            who('Alix M.'),
            ', darf man in der Rhône schwimmen?',
          ),
        ],
      ],
    },
    {
      by: 'Alix M.',
      change: [
        [
          story,
          fr.h3('La crue de 1856'),
          fr.p(
            'Le 31 mai 1856, le Rhône casse ses digues et entre dans la ville, à la Guillotière et aux Brotteaux. Beaucoup de maisons étaient en pisé, c’est-à-dire en terre : elles ont fondu dans l’eau. Après, on a construit les grands quais en pierre que nous voyons aujourd’hui.',
          ),
          de.p(
            italic('Zusammenfassung: '),
            'Am 31. Mai 1856 brachen in Lyon die Dämme. Viele Häuser waren aus Lehm gebaut und lösten sich im Wasser auf. Danach baute man die steinernen Ufermauern.',
          ),
        ],
      ],
    },
    {
      by: 'Finn R.',
      change: [
        [
          toHandIn,
          fr.tasks(
            [
              true,
              'La carte d’identité est complète, avec la source de chaque chiffre. · Der Steckbrief ist vollständig, mit Quelle.',
            ],
            [true, 'Chaque mesure a une date, un lieu et une unité. · Jede Messung hat Datum, Ort und Einheit.'],
            [
              false,
              'Le texte est dans les deux langues, relu par l’autre classe. · Der Text ist in beiden Sprachen gegengelesen.',
            ],
          ),
        ],
      ],
      version: 'Prêt pour la relecture',
    },
  ]
}

const saone = (): Turn[] => [
  {
    by: 'Amina B.',
    change: [
      [
        facts,
        fr.table(
          ['Carte d’identité', 'Steckbrief'],
          ['Longueur · Länge', 'environ 480 km'],
          ['Source · Quelle', 'Vioménil, dans les Vosges'],
          ['Embouchure · Mündung', 'dans le Rhône, à Lyon (quartier de la Confluence)'],
          ['Pays traversés · Länder', 'France'],
          ['Affluents · Nebenflüsse', 'Ognon, Doubs, Seille'],
        ),
      ],
    ],
  },
  {
    by: 'Léo V.',
    change: [
      [
        story,
        fr.p(
          'Jules César parle déjà de la Saône, qu’il appelle ',
          italic('Arar'),
          ' : elle coule si doucement qu’à l’œil on ne peut pas dire dans quel sens elle va. Nous avons essayé depuis la passerelle Saint-Vincent : c’est vrai !',
        ),
      ],
    ],
  },
  {
    by: 'Frieda L.',
    add: [
      de.p(
        'Cäsar schreibt das im ersten Buch vom „Gallischen Krieg“, Kapitel 12. Wir haben den Satz mit Frau Vogel in Latein übersetzt.',
      ),
    ],
  },
]

const elbe = (who: Who): Turn[] => [
  {
    by: 'Bilal Ö.',
    change: [
      [
        facts,
        de.table(
          ['Carte d’identité', 'Steckbrief'],
          ['Longueur · Länge', '1 094 km'],
          ['Source · Quelle', 'Riesengebirge in Tschechien, auf 1 386 m'],
          ['Embouchure · Mündung', 'Nordsee bei Cuxhaven'],
          ['Pays traversés · Länder', 'Tschechien, Deutschland'],
          ['Affluents · Nebenflüsse', 'Moldau, Eger, Schwarze Elster, Mulde, Saale, Havel'],
        ),
      ],
    ],
  },
  {
    by: 'Greta N.',
    change: [
      [
        story,
        de.h3('Das Hochwasser von 2002'),
        de.p(
          'Am 17. August 2002 stand die Elbe in Dresden 9,40 Meter hoch, so hoch wie nie zuvor gemessen. Meine Großeltern wohnten im Erdgeschoss und haben drei Tage lang Sandsäcke gefüllt. Im Treppenhaus ist bis heute ein Strich an der Wand.',
        ),
      ],
    ],
    version: 'Hochwasser, erste Fassung',
  },
  {
    by: 'Lina C.',
    change: [
      [
        seen,
        fr.p(
          'Nous n’avons pas l’Elbe à Lyon, alors nous avons cherché sur la carte : la Vltava (die Moldau) traverse Prague avant de la rejoindre. ',
          who('Greta N.'),
          ', est-ce que tes grands-parents ont encore des photos de l’inondation ?',
        ),
      ],
    ],
  },
]

const pleisse = (): Turn[] => [
  {
    by: 'Linh T.',
    change: [
      [
        measures,
        de.table(
          ['Datum und Ort', 'Wasser (°C)', 'pH', 'O₂ (mg/l)', 'Nitrat (mg/l)'],
          ['8. Oktober 2026, Pleiße am Connewitzer Wehr', '13,8', '7,7', '8,4', '14'],
          ['19. November 2026, am selben Ort', '7,2', '7,8', '10,1', '17'],
        ),
        de.p(
          'Mehr Nitrat als in der Rhône: Vielleicht kommt es von den Feldern. Der Grenzwert für Trinkwasser ist 50 mg/l.',
        ),
      ],
    ],
  },
  {
    by: 'Charlotte W.',
    change: [
      [
        story,
        de.p(
          'In den 1950er-Jahren war die Pleiße so schmutzig von den Kohlefabriken, dass man sie mitten in Leipzig unter die Erde legte. Seit den 1990er-Jahren holt der Verein „Neue Ufer“ die Mühlgräben Stück für Stück wieder ans Licht. Hinter dem Neuen Rathaus kann man heute am Wasser sitzen.',
        ),
      ],
    ],
  },
  {
    by: 'Inès K.',
    change: [
      [
        seen,
        fr.bullets(
          'deux canards colverts (Stockenten) et une poule d’eau (Teichhuhn)',
          'des gammares sous les pierres : ils aiment l’eau assez propre (Bachflohkrebse)',
          'un vélo, malheureusement (leider ein Fahrrad)',
        ),
      ],
    ],
    version: 'Zwei Messungen fertig',
  },
]

const loire = (): Turn[] => [
  {
    by: 'Jade F.',
    change: [
      [
        facts,
        fr.table(
          ['Carte d’identité', 'Steckbrief'],
          ['Longueur · Länge', '1 006 km : le plus long fleuve de France'],
          ['Source · Quelle', 'Mont Gerbier-de-Jonc, en Ardèche'],
          ['Embouchure · Mündung', 'Océan Atlantique, à Saint-Nazaire'],
          ['Pays traversés · Länder', 'France'],
          ['Affluents · Nebenflüsse', 'Allier, Cher, Indre, Vienne, Maine'],
        ),
      ],
    ],
  },
  {
    by: 'Dilara Y.',
    change: [
      [
        seen,
        de.p(
          'Wir haben Bilder vom Sand in der Loire gesucht. Im Sommer ist mehr Sand als Wasser im Fluss! Warum ist das so?',
        ),
      ],
    ],
  },
]

const main = (): Turn[] => [
  {
    by: 'Emil H.',
    change: [
      [
        facts,
        de.table(
          ['Carte d’identité', 'Steckbrief'],
          ['Longueur · Länge', 'etwa 525 km'],
          [
            'Source · Quelle',
            'zwei Quellflüsse: Weißer Main (Fichtelgebirge) und Roter Main, Zusammenfluss bei Kulmbach',
          ],
          ['Embouchure · Mündung', 'bei Mainz in den Rhein'],
          ['Pays traversés · Länder', 'Deutschland'],
          ['Affluents · Nebenflüsse', 'Regnitz, Fränkische Saale, Tauber, Kinzig, Nidda'],
        ),
      ],
    ],
  },
  {
    by: 'Manon C.',
    change: [
      [
        story,
        fr.p(
          'Depuis le 25 septembre 1992, un canal relie le Main au Danube. On peut aller en bateau de la mer du Nord à la mer Noire. Charlemagne avait déjà essayé de creuser un canal en 793 !',
        ),
      ],
    ],
  },
]

export const riverBooks: Record<River, (who: Who) => Turn[]> = {
  Rhône: rhone,
  Saône: saone,
  Elbe: elbe,
  Pleiße: pleisse,
  Loire: loire,
  Main: main,
}
