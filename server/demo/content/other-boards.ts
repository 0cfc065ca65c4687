import { shapeNames } from '#collab/documents/board-model.ts'
import type { DemoBoard } from './hand.ts'

/* Boards and walls of the national project and of the interdisciplinary one (EPI). */

const thumb = 0
const heart = 1
const wow = 3
const party = 5

const rounded = { type: 'shape', shape: shapeNames.indexOf('rounded'), size: [220, 90], fill: 1 } as const
const ellipse = { type: 'shape', shape: shapeNames.indexOf('ellipse'), size: [260, 130], fill: 2 } as const
const branch = { type: 'connector', fill: 1, shape: 1 } as const

export const waterWords: DemoBoard = {
  kind: 'board',
  title: 'Les mots de l’eau',
  access: 'project',
  layout: 'canvas',
  turns: [
    {
      by: 'Gwenaëlle Le Goff',
      draw(hand) {
        hand.put('water', { ...ellipse, place: [-130, -65], colour: 5, text: 'L’eau qui bouge' })
        hand.put('tide', { ...rounded, place: [-560, -220], colour: 6, text: 'la marée' })
        hand.put('to-tide', { ...branch, from: 'water', to: 'tide', colour: 6 })
        hand.put('estran', {
          ...rounded,
          place: [-900, -320],
          colour: 6,
          text: 'l’estran : la plage que la mer découvre',
        })
        hand.put('to-estran', { ...branch, from: 'tide', to: 'estran', colour: 6 })
      },
    },
    {
      by: 'Sacha W.',
      draw(hand) {
        hand.put('flood', { ...rounded, place: [340, -220], colour: 3, text: 'la crue' })
        hand.put('to-flood', { ...branch, from: 'water', to: 'flood', colour: 3 })
        hand.put('scale', {
          ...{ type: 'note', place: [640, -280], size: [220, 140], colour: 1 },
          text: 'Sous le pont, une échelle peinte montre la hauteur. + 40 cm en une semaine !',
        })
        hand.put('to-scale', { type: 'connector', from: 'flood', to: 'scale', colour: 3 })
      },
    },
    {
      by: 'Louise T.',
      draw(hand) {
        hand.put('current', { ...rounded, place: [340, 130], colour: 7, text: 'le courant' })
        hand.put('to-current', { ...branch, from: 'water', to: 'current', colour: 7 })
        hand.put('rade', { ...rounded, place: [-560, 130], colour: 4, text: 'la rade : un abri pour les bateaux' })
        hand.put('to-rade', { ...branch, from: 'water', to: 'rade', colour: 4 })
        hand.draw(
          'wave',
          [
            [-120, 140],
            [-80, 110],
            [-40, 140],
            [0, 110],
            [40, 140],
            [80, 110],
            [120, 140],
          ],
          { colour: 5, stroke: 2 },
        )
        hand.react('estran', wow)
      },
    },
    {
      by: 'Claire Fontaine',
      draw(hand) {
        hand.put('title', {
          type: 'text',
          place: [-900, -460],
          stroke: 4,
          colour: 5,
          text: 'Nos mots, de Brest à Lyon',
        })
        hand.lock('title', 'water')
        hand.comment('scale', 'Très bonne observation. Quelle était la hauteur le jour de la lettre ?')
        hand.react('wave', heart)
      },
    },
  ],
}

export const tidesAndFloods: DemoBoard = {
  kind: 'wall',
  title: 'Marées et crues',
  access: 'project',
  layout: 'timeline',
  turns: [
    {
      by: 'Gwenaëlle Le Goff',
      draw(hand) {
        hand.put('spring-tide', {
          ...{ type: 'card', date: '2026-10-10', colour: 6 },
          text: '**Grande marée à Brest.** Nos CM2 ont marché sur le fond de la rade : des crabes verts dans les flaques.',
        })
      },
    },
    {
      by: 'Joseph N.',
      draw(hand) {
        hand.put('rain', {
          type: 'card',
          date: '2026-10-22',
          text: 'À Lyon, il pleut depuis quatre jours. Le Rhône est marron.',
        })
      },
    },
    {
      by: 'Camille D.',
      draw(hand) {
        hand.put('rise', {
          type: 'card',
          date: '2026-10-27',
          colour: 3,
          text: 'L’échelle du pont : **+ 40 cm** en une semaine.',
        })
        hand.react('spring-tide', wow)
        hand.comment('spring-tide', 'Est-ce que l’eau revient vite ? On peut se faire rattraper ?')
      },
    },
    {
      by: 'Gwenaëlle Le Goff',
      draw(hand) {
        hand.comment('spring-tide', 'Oui ! Nous avions l’horaire de la marée avec nous, et un guide.')
        hand.put('storm', {
          type: 'card',
          date: '2026-11-15',
          text: 'Coup de vent. Les bateaux sont restés au port trois jours.',
        })
        hand.react('rise', thumb)
      },
    },
  ],
}

export const cityWater: DemoBoard = {
  kind: 'board',
  title: 'Le chemin de l’eau dans la ville',
  access: 'project',
  layout: 'canvas',
  turns: [
    {
      by: 'Nadia Benali',
      draw(hand) {
        const step = { ...rounded, size: [230, 110] } as const
        hand.put('well', { ...step, place: [0, 0], colour: 5, text: 'Captage : les puits de Crépieux-Charmy' })
        hand.put('tower', { ...step, place: [340, 0], colour: 5, text: 'Château d’eau' })
        hand.put('tap', { ...step, place: [680, 0], colour: 5, text: 'Robinet' })
        hand.put('sewer', { ...step, place: [680, 260], colour: 2, text: 'Égout' })
        hand.put('plant', { ...step, place: [340, 260], colour: 7, text: 'Station d’épuration' })
        hand.put('river', { ...step, place: [0, 260], colour: 6, text: 'Rhône' })
        const way = ['well', 'tower', 'tap', 'sewer', 'plant', 'river'] as const
        for (const [at, from] of way.slice(0, -1).entries())
          hand.put(`to-${at}`, { type: 'connector', from, to: way[at + 1] ?? from, fill: 0, colour: 0 })
        hand.lock(...way)
      },
    },
    {
      by: 'Djibril S.',
      draw(hand) {
        hand.put('litres', {
          ...{ type: 'note', place: [960, -20], size: [220, 150], colour: 1 },
          text: 'Chez moi : 148 litres par personne et par jour. On a lu le compteur deux fois.',
        })
        hand.put('from-tap', { type: 'connector', from: 'litres', to: 'tap', colour: 1 })
      },
    },
    {
      by: 'Jade F.',
      draw(hand) {
        hand.put('bacteria', {
          ...{ type: 'note', place: [330, 440], size: [250, 150], colour: 7 },
          text: 'Ce sont des bactéries qui mangent la saleté ! Il faut leur souffler de l’air.',
        })
        hand.put('from-plant', { type: 'connector', from: 'bacteria', to: 'plant', colour: 7 })
        hand.react('litres', wow)
      },
    },
    {
      by: 'Tiago F.',
      draw(hand) {
        hand.draw(
          'rain-1',
          [
            [-60, -150],
            [-80, -90],
          ],
          { colour: 5, stroke: 2 },
        )
        hand.draw(
          'rain-2',
          [
            [0, -160],
            [-20, -95],
          ],
          { colour: 5, stroke: 2 },
        )
        hand.draw(
          'rain-3',
          [
            [60, -150],
            [40, -90],
          ],
          { colour: 5, stroke: 2 },
        )
        hand.put('rain', { type: 'text', place: [-90, -210], stroke: 2, colour: 5, text: 'et la pluie ?' })
        hand.comment('rain', 'L’eau de pluie va où ? Dans l’égout ou dans le Rhône ?')
      },
    },
    {
      by: 'Nadia Benali',
      draw(hand) {
        hand.comment('rain', 'C’est notre question pour la visite du 3 décembre. Qui la pose ?')
        hand.react('bacteria', party)
      },
    },
  ],
}

export const soundWalk: DemoBoard = {
  kind: 'wall',
  title: 'Promenade sonore : qui fait quoi',
  access: 'project',
  layout: 'columns',
  turns: [
    {
      by: 'Hugo Perrin',
      draw(hand) {
        hand.put('todo', { type: 'column', colour: 2, text: 'À faire' })
        hand.put('doing', { type: 'column', colour: 5, text: 'En cours' })
        hand.put('check', { type: 'column', colour: 4, text: 'À relire' })
        hand.put('done', { type: 'column', colour: 7, text: 'Fait' })
        hand.put('map', { type: 'card', in: 'done', text: 'Choisir six arrêts entre les deux rivières' })
      },
    },
    {
      by: 'Emma L.',
      draw(hand) {
        hand.put('haiku', {
          ...{ type: 'card', in: 'check', colour: 1 },
          text: 'Haïku de l’arrêt 2\n\n_Sous le pont de fer_\n_la Saône garde en passant_\n_le bruit de nos pas_',
        })
      },
    },
    {
      by: 'Mathis B.',
      draw(hand) {
        hand.put('sounds', {
          type: 'card',
          in: 'doing',
          text: 'Enregistrer l’eau, les péniches, le marché. Micro réservé **jeudi**.',
        })
        hand.put('legend', {
          type: 'card',
          in: 'doing',
          text: 'Légende du rocher de la Vierge, 90 secondes, à deux voix',
        })
        hand.react('haiku', heart)
      },
    },
    {
      by: 'Nour E.',
      draw(hand) {
        hand.put('aqueduct', { type: 'card', in: 'todo', text: 'Expliquer les aqueducs romains en une minute' })
        hand.comment('haiku', 'J’aime « garde en passant ». Je le lirais plus lentement.')
        hand.react('haiku', thumb)
      },
    },
    {
      by: 'Hugo Perrin',
      draw(hand) {
        hand.put('families', {
          type: 'card',
          in: 'todo',
          colour: 3,
          text: 'Inviter les familles avant le **22 février**',
        })
        hand.comment('haiku', 'Accepté tel quel. Bravo.')
        hand.react('map', party)
      },
    },
  ],
}
