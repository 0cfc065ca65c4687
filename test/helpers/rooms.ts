import type { RoomNotice, Rooms } from '#collab/relay/ports.ts'

type Target = { documentId: string } | { projectId: string }

export interface QuietRooms extends Rooms {
  /** What was asked to be judged again, in order. */
  rechecks: Parameters<Rooms['recheck']>[0][]
  notices: { room: Target; notice: RoomNotice; to?: ReadonlySet<string> }[]
  /** What named users were told, wherever they are. */
  told: { userIds: ReadonlySet<string>; notice: RoomNotice }[]
}

/** A house where nobody is connected: for use cases that only tell the relay. Those that edit take the real one. */
export function quietRooms(): QuietRooms {
  const rechecks: QuietRooms['rechecks'] = []
  const notices: QuietRooms['notices'] = []
  const told: QuietRooms['told'] = []
  const nobody = () => Promise.reject(new Error('no document is live here: open the test app with the relay'))
  return {
    rechecks,
    notices,
    told,
    async recheck(what) {
      rechecks.push(what)
    },
    edit: nobody,
    editAs: nobody,
    readBranch: () => Promise.resolve(null),
    approveBranch: () => Promise.resolve(false),
    endBranch: () => Promise.resolve(false),
    read: nobody,
    peek: () => Promise.resolve(null),
    redact: () => Promise.resolve(),
    reset: () => undefined,
    notice(room, notice, to) {
      notices.push({ room, notice, ...(to === undefined ? {} : { to }) })
    },
    tell(userIds, notice) {
      told.push({ userIds, notice })
    },
    present: () => [],
    close: () => Promise.resolve(),
  }
}
