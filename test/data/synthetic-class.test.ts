import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { syntheticClass } from '../../data/synthetic-class.ts';
import { whoPasses } from './who-passes.ts';

function hashOf(students: number, seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify(syntheticClass({ students, seed })))
    .digest('hex');
}

describe('a synthetic class', () => {
  it('is the same for the same seed and another for another', () => {
    expect(hashOf(500, 1)).toBe(hashOf(500, 1));
    expect(hashOf(500, 1)).not.toBe(hashOf(500, 2));
    const names = (seed: number) => syntheticClass({ students: 20, seed }).registry.map(({ name }) => name);
    expect(names(1)).not.toEqual(names(2));
  });

  it('is the beginning of a larger one', () => {
    const larger = syntheticClass({ students: 300, seed: 3 });
    const smaller = syntheticClass({ students: 100, seed: 3 });
    const ids = new Set(smaller.registry.map(({ studentId }) => studentId));
    expect(smaller.registry).toEqual(larger.registry.slice(0, 100));
    expect(smaller.library).toEqual(larger.library.filter(({ studentId }) => ids.has(studentId)));
    expect(smaller.archives).toEqual(larger.archives.filter(({ studentId }) => ids.has(studentId)));
    expect(smaller.apartment).toEqual(larger.apartment.filter(({ studentId }) => ids.has(studentId)));
    expect(smaller.finance).toEqual(larger.finance.filter(({ studentId }) => ids.has(studentId)));
  });

  it.each([
    1, 2020, -7, 123_456_789,
  ])('has between 0.05 and 0.09 of exceptions a department: seed %i', (seed) => {
    const students = 4500;
    const passes = whoPasses(syntheticClass({ students, seed }));
    for (const [department, passing] of Object.entries(passes)) {
      const exceptions = 1 - passing.size / students;
      expect(exceptions, department).toBeGreaterThan(0.05);
      expect(exceptions, department).toBeLessThan(0.09);
    }
  });

  it('refuses a number of students or a seed that is none', () => {
    expect(() => syntheticClass({ students: -1, seed: 1 })).toThrow('students must be a whole number');
    expect(() => syntheticClass({ students: 1.5, seed: 1 })).toThrow('not 1.5');
    expect(() => syntheticClass({ students: 1, seed: 2 ** 40 })).toThrow(
      'seed must be a whole number of 32 bits',
    );
  });
});
