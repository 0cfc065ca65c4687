import { text } from 'node:stream/consumers'
import { Talker, type TalkerOptions } from './talker.ts'

// Talkers in a process of their own, so that they can be killed together with the server. What they noted stays.
const talkers = (JSON.parse(await text(process.stdin)) as TalkerOptions[]).map((options) => new Talker(options))
talkers.forEach((talker) => talker.start())
process.stdout.write('talking\n')
