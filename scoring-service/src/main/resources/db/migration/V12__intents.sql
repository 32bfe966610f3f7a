-- What the pictures of a pool are to show, as its job says, as JSON; null where it says nothing.

alter table pool add column intent text;
