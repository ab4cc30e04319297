import { expect } from 'chai';

/** Fails unless two figures are at most `tolerance` apart. Chai's own `closeTo` takes whole numbers only beside Hardhat's matchers. */
export function expectNear(actual: number | undefined, expected: number, tolerance: number, message = ''): void {
  const apart = Math.abs((actual ?? NaN) - expected);
  expect(apart <= tolerance, `${message} ${actual} is not within ${tolerance} of ${expected}`.trim()).to.equal(true);
}
