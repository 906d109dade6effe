/** Random numbers of [0, 1), the same for the same seed (xorshift32). */
export class Numbers {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 2_654_435_761) | 1;
  }

  next(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }
}
