import type { DemoBoard } from './hand.ts'

/* The board and the wall of the two trainee teachers. */

const thumb = 0
const heart = 1

export const observedLesson: DemoBoard = {
  kind: 'board',
  title: 'Séance 3 · Stunde 3',
  access: 'project',
  layout: 'canvas',
  turns: [
    {
      by: 'Léa Morin',
      draw(hand) {
        hand.put('goal', { type: 'frame', place: [0, 0], size: [420, 240], colour: 5, text: 'But · Ziel' })
        hand.put('run', { type: 'frame', place: [470, 0], size: [620, 520], colour: 7, text: 'Déroulement · Ablauf' })
        hand.put('seen', { type: 'frame', place: [0, 300], size: [420, 220], colour: 1, text: 'Observé · Beobachtet' })
        hand.put('goal-fr', {
          ...{ type: 'note', in: 'goal', place: [24, 24], size: [372, 90], colour: 5 },
          text: 'Lire un méandre sur une carte et le dessiner de mémoire.',
        })
        hand.lock('goal')
      },
    },
    {
      by: 'Tim Schubert',
      draw(hand) {
        const step = { type: 'note', in: 'run', size: [260, 120] } as const
        hand.put('one', { ...step, place: [24, 24], colour: 6, text: '5 min: Foto ohne Worte. Was fällt auf?' })
        hand.put('two', { ...step, place: [330, 24], colour: 6, text: '15 min : deux cartes, 1850 et aujourd’hui' })
        hand.put('three', { ...step, place: [24, 220], colour: 6, text: '20 min: zeichnen, zu zweit, ohne Karte' })
        hand.put('four', {
          ...step,
          place: [330, 220],
          colour: 3,
          text: '10 min : comparer en direct avec l’autre classe',
        })
        hand.put('one-two', { type: 'connector', from: 'one', to: 'two' })
        hand.put('two-three', { type: 'connector', from: 'two', to: 'three', fill: 1 })
        hand.put('three-four', { type: 'connector', from: 'three', to: 'four' })
      },
    },
    {
      by: 'Claire Fontaine',
      draw(hand) {
        hand.put('silence', {
          ...{ type: 'note', in: 'seen', place: [24, 40], size: [372, 140], colour: 1 },
          text: 'Le silence devant la photo a duré quarante secondes, et il a suffi. Trois élèves qui ne parlent jamais ont parlé.',
        })
        hand.react('one', thumb)
        hand.draw(
          'river',
          [
            [500, 470],
            [600, 420],
            [700, 480],
            [800, 420],
            [900, 480],
            [1050, 430],
          ],
          { colour: 5, stroke: 3 },
        )
      },
    },
    {
      by: 'Jonas Becker',
      draw(hand) {
        hand.comment('four', 'Die Verbindung vorher testen. Und: wer spricht zuerst, welche Sprache?')
        hand.react('silence', heart)
      },
    },
  ],
}

export const tutorQuestions: DemoBoard = {
  kind: 'wall',
  title: 'Questions aux tuteurs · Fragen an die Tutoren',
  access: 'project',
  layout: 'grid',
  turns: [
    {
      by: 'Léa Morin',
      draw(hand) {
        hand.put('late', {
          type: 'card',
          colour: 1,
          text: 'Que faites-vous quand un groupe finit un quart d’heure avant les autres ?',
        })
        hand.put('mistakes', {
          type: 'card',
          text: 'Faut-il corriger les fautes d’allemand pendant l’échange, ou après ?',
        })
      },
    },
    {
      by: 'Tim Schubert',
      draw(hand) {
        hand.put('quiet', {
          type: 'card',
          colour: 5,
          text: 'Wie bringe ich eine Klasse zur Ruhe, die sich auf die Partner freut?',
        })
        hand.react('late', thumb)
      },
    },
    {
      by: 'Claire Fontaine',
      draw(hand) {
        hand.comment('late', 'Une carte « et encore » prête sur la table : une question sans réponse unique.')
        hand.comment('mistakes', 'Après, et seulement trois. Pendant l’échange, on laisse vivre.')
      },
    },
    {
      by: 'Jonas Becker',
      draw(hand) {
        hand.comment('quiet', 'Nicht zur Ruhe bringen: eine Aufgabe geben, die Stille braucht. Zuhören und zeichnen.')
        hand.react('mistakes', heart)
      },
    },
  ],
}
