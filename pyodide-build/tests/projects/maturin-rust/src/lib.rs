use pyo3::prelude::*;

/// Appends to a list when it is dropped.
struct Noisy(Py<PyAny>);

impl Drop for Noisy {
    fn drop(&mut self) {
        Python::with_gil(|py| self.0.call_method1(py, "append", ("dropped",)).unwrap());
    }
}

/// Panics for a divisor of zero.
#[pyfunction]
fn divide(dividend: i64, divisor: i64, log: Py<PyAny>) -> i64 {
    let _noisy = Noisy(log);
    dividend / divisor
}

/// Panics, and catches that.
#[pyfunction]
fn caught(index: usize) -> String {
    match std::panic::catch_unwind(|| [1, 2, 3][index]) {
        Ok(value) => value.to_string(),
        Err(payload) => payload.downcast_ref::<String>().unwrap().clone(),
    }
}

#[pymodule]
fn maturin_rust(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(divide, module)?)?;
    module.add_function(wrap_pyfunction!(caught, module)?)
}
