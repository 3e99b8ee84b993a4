/// A change of coordinates: scaled, turned and moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    /// By the six numbers that a file writes it with.
    pub(super) fn of(numbers: [f64; 6]) -> Self {
        Self(numbers)
    }

    /// This one, and then another.
    pub(super) fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a point comes to be.
    pub(super) fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let (dx, dy) = self.way(x, y);
        (dx + self.0[4], dy + self.0[5])
    }

    /// What a way becomes: only its length and direction change.
    pub(super) fn way(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_another() {
        let twice = Matrix::of([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix::of([1.0, 0.0, 0.0, 1.0, 10.0, 5.0]);
        assert_eq!(twice.then(&moved).point(1.0, 1.0), (12.0, 7.0));
        assert_eq!(moved.then(&twice).point(1.0, 1.0), (22.0, 12.0));
        assert_eq!(moved.way(1.0, 1.0), (1.0, 1.0));
        assert_eq!(twice.then(&Matrix::default()), twice);
    }
}
