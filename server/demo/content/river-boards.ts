import { shapeNames } from '#collab/documents/board-model.ts'
import type { DemoBoard, Hand } from './hand.ts'

/* The board and the wall of the European project: two rivers side by side, and what was found on their banks. */

const thumb = 0
const heart = 1
const laugh = 2
const wow = 3
const hmm = 4
const party = 5

const dot = { type: 'shape', shape: shapeNames.indexOf('ellipse'), size: [22, 22], fill: 2 } as const
const label = { type: 'text', stroke: 2 } as const
const note = { type: 'note', size: [210, 130] } as const

function instructions(hand: Hand): void {
  hand.put('task', { type: 'frame', place: [0, 0], size: [420, 520], text: 'Consigne · Auftrag' })
  hand.put('task-fr', {
    ...{ type: 'text', in: 'task', place: [24, 24], size: [372, 0], stroke: 2 },
    text: 'Dessinez votre rivière, de la source à la mer. Placez trois villes. Collez une note à chaque endroit où vous avez vu ou mesuré quelque chose.',
  })
  hand.put('task-de', {
    ...{ type: 'text', in: 'task', place: [24, 184], size: [372, 0], stroke: 2, colour: 5 },
    text: 'Zeichnet euren Fluss von der Quelle bis zum Meer. Setzt drei Städte. Klebt einen Zettel an jeden Ort, an dem ihr etwas gesehen oder gemessen habt.',
  })
  hand.put('task-colours', {
    ...{ type: 'note', in: 'task', place: [24, 356], size: [372, 140], colour: 0 },
    text: 'Jaune = nous l’avons vu · gelb = gesehen\nVert = nous l’avons mesuré · grün = gemessen\nRose = question · rosa = Frage',
  })
  hand.put('rhone', { type: 'frame', place: [480, 0], size: [900, 520], colour: 5, text: 'Le Rhône, à Lyon' })
  hand.put('pleisse', { type: 'frame', place: [480, 590], size: [900, 520], colour: 6, text: 'Die Pleiße in Leipzig' })
  hand.put('words', {
    ...{ type: 'frame', place: [0, 590], size: [420, 520], colour: 1 },
    text: 'Le même mot ? · Dasselbe Wort?',
  })
  hand.lock('task')
}

function drawRhone(hand: Hand): void {
  const river = { in: 'rhone', colour: 5, stroke: 4 } as const
  hand.draw(
    'rhone-water',
    [
      [50, 60],
      [170, 120],
      [290, 96],
      [380, 210],
      [410, 310],
      [540, 330],
      [650, 410],
      [850, 470],
    ],
    river,
  )
  hand.draw(
    'saone-water',
    [
      [330, 30],
      [352, 90],
      [362, 150],
      [384, 214],
    ],
    { in: 'rhone', colour: 5, stroke: 3 },
  )
  hand.put('geneva', { ...dot, in: 'rhone', place: [279, 84], colour: 0 })
  hand.put('geneva-name', { ...label, in: 'rhone', place: [246, 116], text: 'Genève' })
  hand.put('lyon', { ...dot, in: 'rhone', place: [373, 204], colour: 3 })
  hand.put('lyon-name', { ...label, in: 'rhone', place: [402, 150], colour: 3, text: 'Lyon, chez nous' })
  hand.put('avignon', { ...dot, in: 'rhone', place: [639, 399], colour: 0 })
  hand.put('avignon-name', { ...label, in: 'rhone', place: [664, 372], text: 'Avignon' })
  hand.put('sea-name', { ...label, in: 'rhone', place: [700, 484], colour: 5, text: 'mer Méditerranée' })
}

function drawPleisse(hand: Hand): void {
  const river = { in: 'pleisse', colour: 6, stroke: 3 } as const
  hand.draw(
    'pleisse-water',
    [
      [60, 470],
      [150, 400],
      [240, 420],
      [330, 330],
      [440, 340],
      [540, 240],
      [660, 190],
    ],
    river,
  )
  hand.draw(
    'elster-water',
    [
      [660, 190],
      [730, 130],
      [860, 60],
    ],
    { in: 'pleisse', colour: 5, stroke: 4 },
  )
  hand.put('crimmitschau', { ...dot, in: 'pleisse', place: [229, 408], colour: 0 })
  hand.put('crimmitschau-name', { ...label, in: 'pleisse', place: [200, 442], text: 'Crimmitschau' })
  hand.put('leipzig', { ...dot, in: 'pleisse', place: [649, 180], colour: 3 })
  hand.put('leipzig-name', { ...label, in: 'pleisse', place: [680, 184], colour: 3, text: 'Leipzig, bei uns' })
  hand.put('elster-name', { ...label, in: 'pleisse', place: [640, 74], colour: 5, text: 'Weiße Elster' })
}

export const twoRivers: DemoBoard = {
  kind: 'board',
  title: 'Deux rivières · Zwei Flüsse',
  access: 'project',
  layout: 'canvas',
  turns: [
    { by: 'Claire Fontaine', draw: instructions },
    { by: 'Alix M.', draw: drawRhone },
    { by: 'Anna S.', draw: drawPleisse, version: 'Les deux cartes · Beide Karten' },
    {
      by: 'Kenza A.',
      draw(hand) {
        hand.put('speed', {
          ...{ ...note, in: 'rhone', place: [600, 200], colour: 7 },
          text: 'Pont Morand, 17 novembre : un bouchon a fait 20 m en 16 s. 1,25 m/s !',
        })
        hand.put('speed-place', {
          type: 'connector',
          from: 'speed',
          to: 'lyon',
          fill: 1,
          colour: 7,
          text: 'mesuré ici',
        })
        hand.react('rhone-water', heart)
      },
    },
    {
      by: 'Elias H.',
      draw(hand) {
        hand.put('milk', {
          ...{ ...note, in: 'rhone', place: [30, 180], colour: 1 },
          text: 'L’eau est verte, presque laiteuse : elle porte encore la poussière des glaciers.',
        })
      },
    },
    {
      by: 'Ben K.',
      draw(hand) {
        hand.put('slow', {
          ...{ ...note, in: 'pleisse', place: [40, 190], colour: 1 },
          text: 'Bei uns ist das Wasser braun und ganz langsam. Ein Blatt braucht eine Minute bis zur Brücke.',
        })
        hand.comment('speed', 'So schnell? Bei uns wäre der Korken erst nächste Woche da!')
        hand.react('speed', wow)
      },
    },
    {
      by: 'Frieda L.',
      draw(hand) {
        hand.put('under', {
          ...{ ...note, in: 'pleisse', place: [480, 350], size: [270, 120], colour: 1 },
          text: 'Mitten in Leipzig floss sie lange unter der Straße. Seit 1990 holt man sie wieder ans Licht.',
        })
        hand.put('why', {
          ...{ ...note, in: 'rhone', place: [170, 372], colour: 3 },
          text: 'Darf man in der Rhône schwimmen?',
        })
        hand.put('why-place', { type: 'connector', from: 'why', to: 'lyon', fill: 1, colour: 3 })
      },
    },
    {
      by: 'Alix M.',
      draw(hand) {
        hand.comment(
          'why',
          'Non, à Lyon c’est interdit : le courant est trop fort. Mais il y a une piscine sur la rive !',
        )
        hand.react('why', laugh)
        hand.react('under', wow)
      },
    },
    {
      by: 'Linh T.',
      draw(hand) {
        hand.put('word-source', {
          ...note,
          in: 'words',
          place: [24, 30],
          size: [176, 110],
          colour: 5,
          text: 'source\nQuelle',
        })
        hand.put('word-bank', {
          ...note,
          in: 'words',
          place: [220, 30],
          size: [176, 110],
          colour: 5,
          text: 'rive\nUfer',
        })
        hand.put('word-river', {
          ...{ ...note, in: 'words', place: [24, 170], size: [372, 120], colour: 3 },
          text: 'fleuve et rivière = Fluss. Warum braucht ihr zwei Wörter?',
        })
      },
    },
    {
      by: 'Inès K.',
      draw(hand) {
        hand.put('word-answer', {
          ...{ ...note, in: 'words', place: [24, 330], size: [372, 150], colour: 1 },
          text: 'Un fleuve se jette dans la mer, une rivière dans un autre cours d’eau. Alors la Pleiße est une rivière et le Rhône un fleuve.',
        })
        hand.put('word-link', { type: 'connector', from: 'word-river', to: 'word-answer', colour: 0 })
        hand.react('word-river', thumb)
      },
    },
    {
      by: 'Jonas Becker',
      draw(hand) {
        hand.put('next', {
          ...{ type: 'card', place: [1440, 0], size: [300, 0], colour: 2 },
          text: '**Am Donnerstag · jeudi**\nWir vergleichen live: jede Gruppe zeigt eine Stelle auf der Karte.\nChaque groupe montre un endroit de la carte.',
        })
        hand.react('word-answer', party)
      },
    },
  ],
}

export const riverFinds: DemoBoard = {
  kind: 'wall',
  title: 'Nos trouvailles · Unsere Funde',
  access: 'project',
  layout: 'columns',
  turns: [
    {
      by: 'Mareike Vogel',
      draw(hand) {
        hand.put('animals', { type: 'column', colour: 7, text: 'Animaux · Tiere' })
        hand.put('plants', { type: 'column', colour: 6, text: 'Plantes · Pflanzen' })
        hand.put('rubbish', { type: 'column', colour: 2, text: 'Déchets · Müll' })
        hand.put('questions', { type: 'column', colour: 4, text: 'Questions · Fragen' })
        hand.put('rule', {
          ...{ type: 'card', in: 'animals', colour: 1 },
          text: 'Eine Karte pro Fund: **was, wo, wann**.\nUne carte par trouvaille : **quoi, où, quand**.',
        })
        hand.pin('rule')
        hand.lock('rule')
      },
    },
    {
      by: 'Manon C.',
      draw(hand) {
        hand.put('heron', {
          ...{ type: 'card', in: 'animals' },
          text: 'Un **héron cendré**, immobile pendant dix minutes, berges du Rhône, 6 octobre.',
        })
        hand.put('bottle', {
          type: 'card',
          in: 'rubbish',
          text: 'Onze bouteilles en plastique sur cent mètres de rive.',
        })
      },
    },
    {
      by: 'Emil H.',
      draw(hand) {
        hand.put('kingfisher', {
          ...{ type: 'card', in: 'animals' },
          text: 'Ein **Eisvogel**! Nur eine Sekunde, aber drei von uns haben ihn gesehen. Pleiße, Wehr in Connewitz.',
        })
        hand.react('heron', thumb)
        hand.comment('heron', 'Haben wir auch! Unserer steht immer am selben Stein.')
      },
    },
    {
      by: 'Yasmine H.',
      draw(hand) {
        hand.put('knotweed', {
          ...{ type: 'card', in: 'plants' },
          text: 'La **renouée du Japon** : elle couvre toute la pente. Elle n’était pas là sur la photo de 1998.',
        })
        hand.react('kingfisher', wow)
        hand.react('bottle', hmm)
      },
    },
    {
      by: 'Zeynep C.',
      draw(hand) {
        hand.put('willow', {
          type: 'card',
          in: 'plants',
          text: 'Silberweiden, so alt wie unsere Schule. Wir haben ihren Umfang gemessen: 2,90 m.',
        })
        hand.put('trolley', { type: 'card', in: 'rubbish', text: 'Ein halber Einkaufswagen, mit Muscheln darin.' })
        hand.react('knotweed', hmm)
        hand.comment('knotweed', 'Die wächst bei uns auch. Wer hat sie hierher gebracht?')
      },
    },
    {
      by: 'Rayan T.',
      draw(hand) {
        hand.put('fish', {
          type: 'card',
          in: 'questions',
          text: 'Combien d’espèces de poissons vivent encore dans chaque rivière ?',
        })
        hand.react('trolley', laugh)
        hand.comment('knotweed', 'Elle a été plantée dans des jardins, au XIXe siècle.')
      },
    },
    {
      by: 'Theo S.',
      draw(hand) {
        hand.put('drink', { type: 'card', in: 'questions', text: 'Kann man das Wasser trinken, wenn man es abkocht?' })
        hand.react('fish', thumb)
        hand.react('kingfisher', heart)
      },
    },
    {
      by: 'Claire Fontaine',
      draw(hand) {
        hand.put('vote', {
          ...{ type: 'card', in: 'questions', colour: 1 },
          text: 'Vote du 24 novembre : quelle question posons-nous à la station d’épuration ?',
        })
        hand.tally({ fish: 19, drink: 27 })
      },
    },
  ],
}
