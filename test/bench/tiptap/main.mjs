import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { StarterKit } from '@tiptap/starter-kit'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

// Tiptap with its starter kit on a y-websocket server, and nothing else: no tools, no carets, each update as it comes.

const ydoc = new Y.Doc()
const given = await fetch('/page.json').then((answer) => answer.json())
Y.applyUpdate(
  ydoc,
  Uint8Array.from(atob(given.content), (letter) => letter.charCodeAt(0)),
)

const socket = new WebSocket(given.line)
socket.binaryType = 'arraybuffer'
/** @param {(encoder: encoding.Encoder) => void} write */
const send = (write) => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  write(encoder)
  socket.send(encoding.toUint8Array(encoder))
}
socket.addEventListener('open', () => send((encoder) => sync.writeSyncStep1(encoder, ydoc)))
socket.addEventListener('message', ({ data }) => {
  const decoder = decoding.createDecoder(new Uint8Array(data))
  if (decoding.readVarUint(decoder) !== 0) return
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  sync.readSyncMessage(decoder, encoder, ydoc, socket)
  if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder))
})
ydoc.on('update', (update, origin) => {
  if (origin !== socket) send((encoder) => sync.writeUpdate(encoder, update))
})

new Editor({
  element: document.querySelector('#page'),
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    Collaboration.configure({ document: ydoc, field: 'content' }),
  ],
  autofocus: 'end',
})
