package dev.comfymesh.testkit.planted.app;

import jakarta.ws.rs.core.Response;

interface KnowsHttp {
    Response answer();
}
