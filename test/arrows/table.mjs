// Who may import whom. A room is a folder, or a file, right inside an area. `npm run verify` holds the real imports to it:
// lazy ones and types count too.

/** Of the others an area reaches these; of those in brackets only types. */
export const areas = {
  db: ['(collab)'],
  collab: [],
  client: ['collab', '(server)'],
  server: ['collab', 'db'],
}

/**
 * From the ground up: of the ground each room imports those named before it, a feature all of the ground and the features
 * in its line, the roof everything. A new word in a line is a decision.
 */
export const rooms = {
  db: {
    ground:
      'log.ts socket-path.ts synced-folder.mjs embedded-worker.mjs claim.ts copy-folder.ts embedded.ts client.ts probe.ts prepared.ts schema known-migrations.ts queries migrate.ts',
    features: {},
    roof: 'seed migrations',
  },
  collab: {
    ground:
      'protocol.ts schema.ts relay documents plan detector messages.ts notices.ts folding-worker.ts folding-worker.mjs',
    features: {},
    roof: '',
  },
  client: {
    ground: 'storage.ts api.ts live locales ui data session document-screen',
    features: {
      files: '',
      quiet: '',
      hands: '',
      writing: '',
      timer: '',
      'live-view': 'timer writing',
      detector: '',
      auth: '',
      'connection-test': '',
      chat: 'detector files quiet',
      reports: 'chat',
      notices: 'chat',
      removals: '',
      editor: 'files removals',
      pages: 'chat editor',
      boards: 'detector files frameworks',
      sheets: '',
      versions: 'boards editor sheets',
      plan: '',
      documents: 'boards plan',
      kits: '',
      frameworks: '',
      judgements: 'frameworks sheets',
      today: 'documents plan',
      invitations: 'auth',
      people: 'invitations writing',
      desk: 'chat files people reports versions writing',
      projects: 'invitations quiet',
      contributions: '',
      extracts: 'contributions',
      classrooms: 'auth invitations people',
      team: '',
      schools: 'files invitations quiet reports team',
      me: 'auth plan schools',
    },
    roof: 'app main.tsx public',
  },
  server: {
    ground: 'kit paces access audit clocks content notices key console mail env.ts',
    features: {
      auth: '',
      approvals: '',
      projects: '',
      groups: 'projects',
      frameworks: '',
      rubrics: 'projects',
      judgements: 'plan projects',
      hands: '',
      writing: '',
      'live-view': 'hands',
      timer: '',
      thumbnails: '',
      detector: '',
      chat: 'detector',
      files: 'chat',
      quiet: 'chat',
      boards: 'detector thumbnails',
      reports: 'boards chat detector',
      versions: 'boards chat',
      contributions: 'versions',
      extracts: 'chat contributions files thumbnails versions',
      sheets: 'contributions extracts judgements projects',
      team: 'plan projects',
      removals: 'extracts',
      documents: 'projects versions',
      plan: 'boards documents projects',
      kits: 'boards documents plan projects',
      invitations: 'auth projects',
      pseudonyms: 'auth',
      people: 'invitations projects pseudonyms',
      classrooms: 'auth extracts pseudonyms',
      backup: '',
      pending: 'versions',
      ends: 'chat documents writing',
      desk: 'boards chat pending pseudonyms writing',
      doctor: 'backup',
      terms: '',
      schools: 'auth backup invitations quiet terms',
      recovery: 'auth invitations schools',
      admin: 'recovery',
      setup: 'auth invitations',
      demo: 'auth chat detector documents extracts frameworks pseudonyms removals team',
      middleware: 'auth documents',
    },
    roof: 'app.ts gather.ts health.ts http.ts live.ts log.ts first-loads.ts pages.ts dev-pages.ts process.ts test-clock.ts main.ts bin',
  },
}

/** A feature of many files has rooms of its own. They are held to their order as those above are; who is outside imports any. */
export const roomsWithin = {
  'client/chat': {
    ground: 'places.ts messages outbox space log composer talk channels forum',
    features: {},
    roof: 'screen side-panel',
  },
}

/** Packages that only some places know. Places are beginnings of paths; `*` stands for one name. */
export const packages = [
  { is: /^(drizzle-orm|postgres|@electric-sql)(\/|$)/, only: ['db/'], because: 'SQL lives in db/' },
  { is: /^lucia(\/|$)/, only: ['server/auth/sessions.ts'], because: 'sessions alone know lucia' },
  {
    is: /^zod(\/|$)/,
    only: ['server/', 'collab/schema.ts', 'collab/relay/', 'client/boards/export/excalidraw-file.ts'],
    because: 'browsers read by collab/schema.ts, which compiles nothing',
  },
  {
    is: /^@?hono(-openapi)?(\/|$)/,
    only: [
      'client/api.ts',
      'server/app.ts',
      'server/http.ts',
      'server/main.ts',
      'server/middleware/',
      'server/kit/context.ts',
      'server/kit/validate.ts',
      'server/kit/packed.ts',
      'server/*/routes.ts',
      'server/*/*/routes.ts',
    ],
    because: 'Hono stays at the edge',
  },
  {
    is: /^(yjs|y-protocols)(\/|$)/,
    only: [
      'collab/',
      'client/live/',
      'client/editor/',
      'client/pages/',
      'client/versions/',
      'client/boards/',
      'server/live.ts',
      'server/content/',
      'server/documents/',
      'server/versions/',
      'server/boards/',
      'server/demo/',
    ],
    because: 'live documents are touched in collab/ and where somebody binds to them',
  },
  { is: /^(react|react-dom|@tiptap\/react)(\/|$)/, only: ['client/'], because: 'what runs elsewhere draws nothing' },
  {
    is: /^node:/,
    only: [
      'db/',
      'server/',
      'collab/relay/',
      'collab/folding-worker.ts',
      'client/locales/compile.mjs',
      'client/locales/generate.mjs',
      'client/locales/plugin.ts',
      'client/locales/reach.mjs',
    ],
    because: 'it runs in browsers too',
  },
]
