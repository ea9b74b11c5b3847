//! Systems of linear equations with a symmetric, positive definite matrix.

/// Solves `matrix · x = right` by Cholesky's decomposition; `matrix` holds the rows one after the other and only its lower half is
/// read. `None` if it is not positive definite.
pub fn solve(mut matrix: Vec<f64>, right: &[f64]) -> Option<Vec<f64>> {
    let n = right.len();
    for i in 0..n {
        let (above, row) = matrix.split_at_mut(i * n);
        for j in 0..i {
            let before = &above[j * n..j * n + j];
            let sum: f64 = before.iter().zip(&row[..j]).map(|(a, b)| a * b).sum();
            row[j] = (row[j] - sum) / above[j * n + j];
        }
        let left = row[i] - row[..i].iter().map(|v| v * v).sum::<f64>();
        if !(left > 0.0 && left.is_finite()) {
            return None;
        }
        row[i] = left.sqrt();
    }
    let mut x = right.to_vec();
    for i in 0..n {
        let sum: f64 = matrix[i * n..i * n + i].iter().zip(&x).map(|(a, b)| a * b).sum();
        x[i] = (x[i] - sum) / matrix[i * n + i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|j| matrix[j * n + i] * x[j]).sum();
        x[i] = (x[i] - sum) / matrix[i * n + i];
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_system_is_solved() {
        // 4x + 2y = 10, 2x + 3y = 9: x = 1.5, y = 2.
        let x = solve(vec![4.0, 2.0, 2.0, 3.0], &[10.0, 9.0]).unwrap();
        assert!((x[0] - 1.5).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12);
        assert_eq!(solve(Vec::new(), &[]), Some(Vec::new()));
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_is_refused() {
        assert_eq!(solve(vec![1.0, 2.0, 2.0, 1.0], &[1.0, 1.0]), None);
        assert_eq!(solve(vec![f64::NAN], &[1.0]), None);
    }
}
