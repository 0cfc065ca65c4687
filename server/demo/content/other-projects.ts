import { bold, de, en, formula, formulaLine, fr, italic, type Turn, type Who } from './blocks.ts'

/** Pages of the national project, the interdisciplinary one (EPI) and the one of trainee teachers. */

export const riverAndSea = (who: Who): Turn[] => [
  {
    by: 'Gwenaëlle Le Goff',
    add: [
      fr.h1('Du fleuve à la mer'),
      fr.p(
        'À Brest, l’eau monte et descend deux fois par jour. À Lyon, elle ne fait que passer. Nos CM2 et vos 5e s’écrivent pour comparer : une liaison entre l’école et le collège, à près de mille kilomètres.',
      ),
      fr.h2('Lettre de Brest'),
      fr.quote(
        'Chers Lyonnais, hier nous avons marché sur le fond de la mer. À marée basse, dans la rade, il reste des flaques avec des crabes verts dedans. Six heures plus tard, il y avait plus de cinq mètres d’eau au même endroit. Et vous, est-ce que le Rhône monte aussi ?',
      ),
    ],
  },
  {
    by: 'Sacha W.',
    add: [
      fr.h2('Réponse de Lyon'),
      fr.p(
        'Bonjour Brest ! Oui, le Rhône monte, mais pas avec la Lune : il monte quand la neige fond dans les Alpes, au printemps, ou quand il pleut beaucoup. Nous avons regardé l’échelle sous le pont : ',
        bold('il a pris 40 cm en une semaine'),
        ' en octobre.',
      ),
    ],
  },
  {
    by: 'Louise T.',
    add: [
      fr.h3('Nos questions'),
      fr.steps(
        'Est-ce que l’eau de Lyon arrive un jour à Brest ?',
        'Que mangent les crabes verts ?',
        'Qui décide de l’heure de la marée ?',
      ),
    ],
    version: 'Premier échange',
  },
  {
    by: 'Claire Fontaine',
    add: [
      fr.p(
        who('Louise T.'),
        ', belle première question : cherche le trajet du Rhône sur la carte, puis celui de l’Atlantique.',
      ),
    ],
  },
]

export const waterPlan = (who: Who): Turn[] => {
  const themes = fr.bullets('Sciences : mesurer', 'Histoire-géographie : situer', 'Français : raconter')
  return [
    {
      by: 'Nadia Benali',
      add: [
        fr.h1('L’eau dans la ville'),
        fr.p(
          'Enseignement pratique interdisciplinaire, 5e B. Sciences, histoire-géographie et français, deux heures par semaine de novembre à mars.',
        ),
        themes,
      ],
    },
    {
      by: 'Claire Fontaine',
      change: [
        [
          themes,
          fr.h2('Qui fait quoi'),
          fr.table(
            ['Matière', 'Question', 'Ce que les élèves produisent'],
            ['Sciences (N. Benali)', 'Notre eau est-elle propre, et comment le sait-on ?', 'un cahier de mesures'],
            [
              'Histoire-géographie (C. Fontaine)',
              'D’où vient l’eau de Lyon depuis les Romains ?',
              'une carte commentée des aqueducs',
            ],
            ['Français (H. Perrin)', 'Comment dit-on l’eau ?', 'un recueil de haïkus et de légendes'],
          ),
        ],
      ],
      version: 'Plan adopté le 10 novembre',
    },
    {
      by: 'Hugo Perrin',
      add: [
        fr.h2('Production finale'),
        fr.p(
          'Une promenade sonore entre les deux rivières, que les familles pourront suivre le ',
          bold('22 mars 2027'),
          '.',
        ),
        fr.h2('Compétences du socle'),
        fr.bullets(
          'Domaine 1 : s’exprimer à l’écrit et à l’oral ; passer d’un langage à l’autre (texte, tableau, graphique)',
          'Domaine 2 : coopérer et réaliser un projet',
          'Domaine 4 : mener une démarche scientifique',
          'Domaine 5 : se repérer dans le temps et dans l’espace',
        ),
      ],
    },
    {
      by: 'Nadia Benali',
      add: [fr.p(who('Hugo Perrin'), ', je prends l’enregistreur du CDI pour la séance du 27 novembre.')],
    },
  ]
}

export const waterNotebook = (): Turn[] => [
  {
    by: 'Nadia Benali',
    add: [
      fr.h1('Cahier de mesures'),
      fr.h2('Le débit'),
      fr.p(
        'Le débit ',
        formula('Q'),
        ' est le volume d’eau qui passe en une seconde. On le trouve avec la vitesse ',
        formula('v'),
        ' et l’aire ',
        formula('S'),
        ' de la section :',
      ),
      formulaLine('Q = v \\times S'),
    ],
  },
  {
    by: 'Rayan T.',
    add: [
      fr.p(
        'Exemple du ruisseau d’',
        italic('Yzeron'),
        ' : il fait 4 m de large et 0,5 m de profondeur, et le bouchon va à 0,6 m/s.',
      ),
      formulaLine('Q = 0{,}6 \\times (4 \\times 0{,}5) = 1{,}2\\ \\text{m}^3/\\text{s}'),
    ],
  },
  {
    by: 'Yasmine H.',
    add: [
      fr.h2('Les aqueducs romains'),
      fr.p(
        'Quatre aqueducs amenaient l’eau à Lugdunum : ceux des Monts d’Or, de l’Yzeron, de la Brévenne et du Gier. Le plus long, celui du Gier, mesurait environ 85 km. On voit encore ses arches à Chaponost.',
      ),
    ],
    version: 'Débit et aqueducs',
  },
]

export const traineeLog = (who: Who): Turn[] => [
  {
    by: 'Léa Morin',
    add: [
      fr.h1('Carnet de stage à deux'),
      fr.p('Tim est en stage à Leipzig, moi à Lyon. Nous préparons la même séance et nous nous regardons enseigner.'),
      fr.h2('Séance 1 : lire une carte'),
      fr.p('Objectif : trouver la source et l’embouchure d’un fleuve. Durée prévue : 45 minutes. Durée réelle : 70.'),
    ],
  },
  {
    by: 'Tim Schubert',
    add: [
      de.h2('Beobachtung aus Leipzig'),
      de.p(
        'Meine Klasse brauchte länger für die Legende der Karte als für die Aufgabe selbst. Nächstes Mal: zuerst die Legende, dann der Fluss.',
      ),
      de.p(who('Léa Morin'), ', wie gibst du die Aufgaben aus, mündlich oder auf Papier?'),
    ],
    version: 'Nach der ersten Stunde',
  },
  {
    by: 'Claire Fontaine',
    add: [
      fr.p(
        'Bonne observation. Pour la suite, je propose une seule question par étape, et une trace écrite de trois lignes à la fin.',
      ),
    ],
  },
  {
    by: 'Jonas Becker',
    add: [
      en.p(
        'Agreed with Claire. Please add how many pupils had finished when you stopped; it will help us at the evaluation in January.',
      ),
    ],
  },
]
