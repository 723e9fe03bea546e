/** A short sound that asks for attention: two rising tones, made here, so that no file is fetched. */

const TONES = [660, 880]; // Hz
const LASTS = 0.16; // seconds each
const LOUD = 0.15;

/** Sounds once. A browser that lets this page make no sound yet stays silent; what is shown says the same. */
export function chime() {
  if (!navigator.userActivation.hasBeenActive) return;
  const audio = new AudioContext();
  const volume = new GainNode(audio, { gain: 0 });
  volume.connect(audio.destination);
  TONES.forEach((frequency, index) => {
    const begins = audio.currentTime + index * LASTS;
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(volume);
    tone.start(begins);
    tone.stop(begins + LASTS);
    volume.gain.setTargetAtTime(LOUD, begins, 0.01);
    volume.gain.setTargetAtTime(0, begins + LASTS * 0.8, 0.01);
    if (index === TONES.length - 1) tone.addEventListener("ended", () => audio.close());
  });
}
