use std::panic::catch_unwind;
use std::sync::atomic::{AtomicI32, Ordering};

static DROPPED: AtomicI32 = AtomicI32::new(0);

/// Counts how often it is dropped.
struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Divides; a divisor of zero panics, is caught, and gives the length of the message, below zero.
#[no_mangle]
pub extern "C" fn divide(dividend: i32, divisor: i32) -> i32 {
    let divided = catch_unwind(|| {
        let _counted = Counted;
        dividend / divisor
    });
    divided.unwrap_or_else(|payload| -(payload.downcast_ref::<&str>().unwrap().len() as i32))
}

/// Calls a function, from which exceptions of others may come through.
#[no_mangle]
pub extern "C-unwind" fn call(function: extern "C-unwind" fn(i32) -> i32, argument: i32) -> i32 {
    let _counted = Counted;
    function(argument)
}

#[no_mangle]
pub extern "C" fn dropped() -> i32 {
    DROPPED.load(Ordering::Relaxed)
}
