import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MP4,
  Mp4OutputFormat,
  OGG,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny'
import { hasSound } from './voice-sound.ts'

/* Runs in a thread of its own (voice-worker.ts): what reads containers can be made to turn for ever by a hostile one. */

const voiceLimits = {
  /** Three minutes, and the rest of the second in which the recorder stops by itself. */
  longestMs: 181_000,
  /** Less than this of sound is a slip, or a microphone that is off. */
  leastSoundMs: 300,
  packets: 20_000,
} as const

type VoiceFault = 'voice_type' | 'voice_broken' | 'voice_too_long' | 'voice_silent'
export type VoiceAnswer =
  | { bytes: Uint8Array<ArrayBuffer>; type: 'audio/webm' | 'audio/mp4'; durationMs: number }
  | { reason: VoiceFault }

export interface Packet {
  bytes: Uint8Array
  durationMs: number
}

/**
 * Checks a recording of a browser (Opus in WebM, Ogg or MP4; AAC in MP4) and puts its sound, untouched, into a container
 * of our own making: what else came along stays behind, and its length and places to seek to are written in it, which
 * recorders leave out.
 */
export async function readVoice(bytes: Uint8Array<ArrayBuffer>): Promise<VoiceAnswer> {
  const input = new Input({ source: new BufferSource(bytes), formats: [WEBM, MP4, OGG] })
  try {
    if (!(await input.canRead())) return { reason: 'voice_type' }
    const [track, ...others] = await input.getTracks()
    if (track === undefined || others.length > 0 || !track.isAudioTrack()) return { reason: 'voice_type' }
    if (track.codec !== 'opus' && track.codec !== 'aac') return { reason: 'voice_type' }
    return await readTrack(track, track.codec)
  } catch {
    return { reason: 'voice_broken' }
  } finally {
    input.dispose()
  }
}

async function readTrack(track: InputAudioTrack, codec: 'opus' | 'aac'): Promise<VoiceAnswer> {
  const packets: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push(packet)
    const longMs = (packet.timestamp - (packets[0]?.timestamp ?? 0)) * 1_000
    if (longMs > voiceLimits.longestMs || packets.length > voiceLimits.packets) return { reason: 'voice_too_long' }
  }
  const heard = lengths(packets)
  const durationMs = Math.round(heard.reduce((sum, packet) => sum + packet.durationMs, 0))
  if (durationMs > voiceLimits.longestMs) return { reason: 'voice_too_long' }
  const soundMs = heard.reduce((sum, packet) => sum + (hasSound(codec, packet) ? packet.durationMs : 0), 0)
  if (soundMs < voiceLimits.leastSoundMs) return { reason: 'voice_silent' }
  const written = await write(packets, codec, track)
  return { bytes: written, type: codec === 'opus' ? 'audio/webm' : 'audio/mp4', durationMs }
}

/** A recorder writes when each packet begins; how long it is, the next one tells. */
function lengths(packets: readonly EncodedPacket[]): Packet[] {
  let lastMs = 20
  return packets.map(({ data, timestamp }, at) => {
    const next = packets[at + 1]
    if (next !== undefined && next.timestamp < timestamp) throw new RangeError('time goes back')
    if (next !== undefined) lastMs = (next.timestamp - timestamp) * 1_000
    return { bytes: data, durationMs: lastMs }
  })
}

async function write(packets: readonly EncodedPacket[], codec: 'opus' | 'aac', track: InputAudioTrack) {
  const target = new BufferTarget()
  const format = codec === 'opus' ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' })
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  if (decoderConfig === null) throw new RangeError('nobody could play it')
  const start = packets[0]?.timestamp ?? 0
  for (const packet of packets)
    await source.add(packet.clone({ timestamp: packet.timestamp - start }), { decoderConfig })
  await output.finalize()
  if (target.buffer === null) throw new Error('nothing was written')
  return new Uint8Array(target.buffer)
}
