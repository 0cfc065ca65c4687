import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putComment, putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { messageType, syncType } from '#collab/protocol.ts'
import type { Peer } from '#test/helpers/relay.ts'
import { pause } from '../lesson.ts'
import { bytesIn, message, type Script, sendUpdate, strangeVector, updateOf } from './script.ts'

export interface Way {
  name: string
  run(script: Script): Promise<void>
}

const text = (ydoc: Y.Doc) => {
  const root = ydoc.getXmlFragment(pageRoot)
  const first = root.get(0)
  const inner = first instanceof Y.XmlElement ? first.get(0) : null
  return inner instanceof Y.XmlText ? inner : null
}

function block(ydoc: Y.Doc, words = ''): Y.XmlText {
  const inner = new Y.XmlText(words)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [inner])
  ydoc.getXmlFragment(pageRoot).insert(0, [paragraph])
  return inner
}

/** In a page, over and over; where it is sent away it comes back. */
const inPage =
  (act: (ydoc: Y.Doc) => void, everyMs = 0) =>
  (script: Script) =>
    inRoom(script, script.scene.page, act, everyMs)

const onBoard =
  (act: (ydoc: Y.Doc, author: string) => void, everyMs = 0) =>
  (script: Script) =>
    inRoom(script, script.scene.board, (ydoc) => act(ydoc, script.author), everyMs)

async function inRoom(script: Script, room: string, act: (ydoc: Y.Doc) => void, everyMs: number): Promise<void> {
  while (script.isOn) {
    const peer = script.open(room)
    let isIn = await script.isSettled(peer, () => peer.isSynced)
    while (script.isOn && isIn) {
      isIn = await script.write(peer, act)
      await pause(everyMs)
    }
    script.close(peer)
    await pause(100)
  }
}

/** On all six sockets, as fast as they are read. */
const onAll =
  (roomOf: (script: Script) => string, act: (peer: Peer, step: number) => void) => async (script: Script) => {
    const peers = await script.peers(roomOf(script))
    let step = 0
    await script.loop(() => {
      step++
      for (const peer of peers) act(peer, step)
    }, 10)
  }

const page = ({ scene }: Script) => scene.page
const board = ({ scene }: Script) => scene.board

const inDocument: Way[] = [
  {
    name: 'writes and deletes 200 kB over and over',
    run: inPage((ydoc) => {
      const inner = text(ydoc) ?? block(ydoc)
      // Deleted in the next step: in the same one nothing of them would be sent.
      if (inner.length < 100_000) inner.insert(0, 'x'.repeat(200_000))
      else inner.delete(0, 200_000)
    }),
  },
  { name: 'fills one paragraph', run: inPage((ydoc) => (text(ydoc) ?? block(ydoc)).insert(0, 'y'.repeat(100_000))) },
  {
    name: 'makes thousands of empty blocks',
    run: inPage((ydoc) => Array.from({ length: 500 }, () => block(ydoc))),
  },
  {
    name: 'marks each letter in another way',
    run: inPage((ydoc) => {
      const inner = text(ydoc) ?? block(ydoc)
      for (let at = 0; at < 200; at++) inner.insert(0, 'z', at % 2 === 0 ? { bold: true } : { italic: true })
    }),
  },
  {
    name: 'writes under a thousand names a second',
    run: async (script) => {
      const peer = await script.peer(script.scene.page)
      await script.loop(() => {
        for (let count = 0; count < 50; count++)
          sendUpdate(
            peer,
            updateOf((ydoc) => block(ydoc)),
          )
      }, 50)
    },
  },
  {
    name: 'takes away every word at once',
    run: inPage((ydoc) => {
      const root = ydoc.getXmlFragment(pageRoot)
      if (root.length > 1) root.delete(0, root.length - 1)
    }, 50),
  },
  {
    name: 'fills the board with notes',
    run: onBoard((ydoc, author) => {
      for (let count = 0; count < 200; count++) putObject(ydoc, objectId(author), { type: 'note', at: 1, order: 'a1' })
    }),
  },
  {
    name: 'draws the heaviest strokes',
    run: onBoard((ydoc, author) => {
      const points = new Uint8Array(16_000).fill(9)
      putObject(ydoc, objectId(author), { type: 'ink', at: 1, order: 'a1', points, size: [100, 100] })
    }),
  },
  {
    name: 'moves the notes of others',
    run: onBoard((ydoc) => {
      for (const id of [...objectsOf(ydoc).keys()].slice(0, 100))
        setValues(ydoc, id, { place: [Math.random() * 900, Math.random() * 900] })
    }),
  },
  {
    name: 'writes into the notes of others, which is put right',
    run: onBoard((ydoc, author) => {
      const [id = ''] = [...objectsOf(ydoc).keys()].filter((one) => !one.startsWith(author))
      textOfObject(ydoc, id)?.insert(0, 'w'.repeat(4_000))
    }, 20),
  },
  {
    name: 'comments on a card without end',
    run: onBoard((ydoc, author) => {
      const [known] = [...objectsOf(ydoc).keys()].filter((one) => one.startsWith(author))
      const id = known ?? objectId(author)
      if (known === undefined) putObject(ydoc, id, { type: 'card', at: 1, order: 'a1', text: 'mine' })
      for (let count = 0; count < 50; count++)
        putComment(ydoc, objectId(author), { objectId: id, at: 1, text: 'v'.repeat(900) })
    }),
  },
]

const onSockets: Way[] = [
  {
    name: 'opens and leaves the page',
    run: (script) =>
      script.loop(async () => {
        const peer = await script.peer(script.scene.page).catch(() => null)
        for (const one of peer === null ? [] : [peer]) script.close(one)
      }),
  },
  {
    name: 'asks for everything, each time from elsewhere',
    run: onAll(page, (peer) => peer.sendSync(syncType.stepOne, strangeVector())),
  },
  {
    name: 'shows a cursor of 4 kB',
    run: onAll(page, (peer, step) =>
      peer.sendAwareness(peer.ydoc.clientID, step, { cursor: { step, long: 'c'.repeat(3_800) } }),
    ),
  },
  {
    name: 'floods the live ink',
    run: onAll(board, (peer) => peer.send(messageType.fleeting, bytesIn(new Uint8Array(1_000)))),
  },
  {
    name: 'asks who is here',
    run: onAll(page, (peer) => peer.send(messageType.queryAwareness, () => {})),
  },
  {
    name: 'sends noise and comes back',
    run: (script) =>
      script.loop(async () => {
        const peer = await script.peer(script.scene.page)
        peer.sendRaw(new Uint8Array([42, 7, 7]))
        script.close(peer)
      }),
  },
  {
    name: 'sends updates that lack something',
    run: onAll(page, (peer) => {
      const ydoc = new Y.Doc()
      ydoc.getText('t').insert(0, 'a')
      const before = Y.encodeStateVector(ydoc)
      ydoc.getText('t').insert(1, 'b'.repeat(20_000))
      sendUpdate(peer, Y.encodeStateAsUpdate(ydoc, before))
    }),
  },
  {
    name: 'reads nothing of what it asks for',
    run: async (script) => {
      const peers = await script.peers(script.scene.page)
      for (const peer of peers) peer.ws.pause()
      await script.loop(() => peers.forEach((peer) => peer.sendSync(syncType.stepOne, strangeVector())), 50)
    },
  },
  {
    name: 'comes and goes in the space',
    run: (script) =>
      script.loop(async () => {
        const peer = await script.peer(`space-${script.scene.projectId}`)
        script.close(peer)
      }),
  },
]

const many = (script: Script, count: number, ask: () => Promise<unknown>) =>
  script.loop(() => Promise.all(Array.from({ length: count }, ask)))

const overHttp: Way[] = [
  {
    name: 'says something without a pause',
    run: (script) =>
      many(script, 10, () => script.ask('POST', `/api/channels/${script.scene.channelId}/messages`, message('spam'))),
  },
  {
    name: 'says 200 kB at a time',
    run: (script) =>
      many(script, 4, () =>
        script.ask('POST', `/api/channels/${script.scene.channelId}/messages`, message('s'.repeat(200_000))),
      ),
  },
  {
    name: 'searches the channel without a pause',
    run: (script) => many(script, 20, () => script.ask('GET', `/api/channels/${script.scene.channelId}/search?q=a`)),
  },
  {
    name: 'asks for the people of the project',
    run: (script) => many(script, 60, () => script.ask('GET', `/api/projects/${script.scene.projectId}/people`)),
  },
  {
    name: 'reads the page over HTTP, sixty at once',
    run: (script) => many(script, 60, () => script.ask('GET', `/api/documents/${script.scene.page}/content`)),
  },
  {
    name: 'asks for pictures of the board, twenty at once',
    run: (script) => many(script, 20, () => script.ask('GET', `/api/documents/${script.scene.board}/thumbnail`)),
  },
  {
    name: 'starts pages',
    run: (script) =>
      many(script, 10, () =>
        script.ask('POST', `/api/projects/${script.scene.projectId}/documents`, { kind: 'page', title: 'Mine' }),
      ),
  },
  {
    name: 'names versions',
    run: (script) =>
      many(script, 10, () => script.ask('POST', `/api/documents/${script.scene.page}/versions`, { name: 'Mine' })),
  },
  {
    name: 'keeps extracts of what it wrote, ten at once',
    run: async (script) => {
      const { projectId } = script.scene
      const draft = { kind: 'page', title: 'Mine', content: longPage }
      const own = await script.made(`/api/projects/${projectId}/documents`, draft)
      await many(script, 10, () => script.ask('POST', '/api/extracts', { source: { document: own } }))
    },
  },
  {
    name: 'has its file for the oral drawn, sixty at once',
    run: (script) =>
      many(script, 60, () =>
        script.ask('GET', `/api/projects/${script.scene.projectId}/pupils/${script.login.userId}/file`),
      ),
  },
  {
    name: 'asks who made how much, sixty at once',
    run: (script) => many(script, 60, () => script.ask('GET', `/api/projects/${script.scene.projectId}/contributions`)),
  },
  {
    name: 'asks what is planned, sixty at once',
    run: (script) => many(script, 60, () => script.ask('GET', `/api/projects/${script.scene.projectId}/plan`)),
  },
  {
    name: 'guesses addresses of calendars',
    run: (script) => many(script, 30, () => script.ask('GET', `/api/me/calendar.ics?key=${guess().repeat(5)}`)),
  },
  {
    name: 'guesses cards',
    run: (script) => many(script, 30, () => script.ask('POST', '/api/session', { card: guess() })),
  },
  {
    name: 'tries passwords of strangers',
    run: (script) =>
      many(script, 10, () =>
        script.ask('POST', '/api/session', { email: `${guess()}@demo.school`, password: guess() }),
      ),
  },
]

/** Of 200 kB. */
const longPage = {
  type: 'doc',
  content: Array.from({ length: 200 }, () => ({
    type: 'paragraph',
    content: [{ type: 'text', text: 'otter '.repeat(170) }],
  })),
}

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const guess = () => Array.from({ length: 8 }, () => letters[Math.floor(Math.random() * letters.length)]).join('')

export const ways: Way[] = [...inDocument, ...onSockets, ...overHttp]
